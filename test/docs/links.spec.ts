import fs from 'node:fs';
import path from 'node:path';
import { type Page, pages } from './pages/page';
import { PROJECT } from './pages/project-files';

/** Why a link leads nowhere; undefined where it leads somewhere. */
function faultOf(page: Page, link: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) return faultOfAddress(link);
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? page.path : path.join(path.dirname(page.path), decodeURI(target));
  if (!fs.existsSync(path.join(PROJECT, file))) return `${file} is not there`;
  if (anchor === undefined) return undefined;
  const anchors = pages.find((one) => one.path === file)?.anchors;
  return anchors?.has(anchor) === true ? undefined : `${file} has no heading #${anchor}`;
}

/** An address outside can only be looked at, since a test has no network: it must be https, or this machine. */
function faultOfAddress(link: string): string | undefined {
  if (!URL.canParse(link)) return `${link} is no address`;
  const { protocol, hostname } = new URL(link);
  const isOurs = protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname);
  return protocol === 'https:' || isOurs ? undefined : `${link} is not https`;
}

describe('a link', () => {
  it.each(pages)('of $path leads to a file, and to a heading of it', (page) => {
    expect(page.links.flatMap((link) => faultOf(page, link) ?? [])).toEqual([]);
  });

  it('is found faulty when it leads nowhere', () => {
    const [page] = pages.filter(({ path: file }) => file === 'README.md') as [Page];
    expect(faultOf(page, 'docs/contract.md')).toBeUndefined();
    expect(faultOf(page, 'docs/')).toBeUndefined();
    for (const link of [
      'docs/absent.md',
      'docs/contract.md#absent',
      '#absent',
      'http://example.org',
      'https://',
    ]) {
      expect([link, faultOf(page, link)]).toEqual([link, expect.any(String)]);
    }
  });
});
