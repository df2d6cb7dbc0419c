import { type Page, pages } from './pages/page';
import { projectFiles, textOf } from './pages/project-files';

const SOURCES = projectFiles.filter((file) => /^(?:apps|libs|scripts|test)\/.*\.(?:ts|mjs)$/.test(file));

/** `docs/contract.md section 3, step 5`, `docs/architecture.md, "Isolation"`, `docs/decisions/0004`; lines may break anywhere. */
const REFERENCE = /(?<![\w/.])(docs\/[\w./-]*\w)(?: sections? (\d+)|, "([^"]+)"|, invariant (\d+))?/g;

/** A comment as one line, without what marks it as one. */
const unbroken = (text: string): string => text.replaceAll(/\n\s*(?:\*|\/\/) ?/g, ' ');

/** Why a reference leads nowhere; undefined where it leads somewhere. */
function faultOf([reference, file = '', section, heading, invariant]: RegExpMatchArray): string | undefined {
  if (!projectFiles.some((one) => one === file || (one.startsWith(`${file}-`) && one.endsWith('.md')))) {
    return projectFiles.some((one) => one.startsWith(`${file}/`)) ? undefined : `${file} is not there`;
  }
  const page = pages.find((one) => one.path === file);
  const isHeading = (start: string): boolean => page?.headings.some((one) => one.startsWith(start)) ?? false;
  if (section !== undefined && !isHeading(`${section}. `)) return reference;
  if (heading !== undefined && !isHeading(heading)) return reference;
  return invariant === undefined || hasInvariant(page, invariant) ? undefined : reference;
}

function hasInvariant(page: Page | undefined, number: string): boolean {
  return page !== undefined && new RegExp(`^${number}\\. `, 'm').test(textOf(page.path));
}

const faultsOf = (text: string): string[] =>
  [...unbroken(text).matchAll(REFERENCE)].flatMap((one) => faultOf(one) ?? []);

describe('a comment', () => {
  it('that names a page, a section or a decision names one that is there', () => {
    const faults = SOURCES.filter((file) => !file.startsWith('test/docs/')).flatMap((file) =>
      faultsOf(textOf(file)).map((fault) => `${file}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('is found faulty when it does not', () => {
    expect(
      faultsOf('docs/contract.md section 3, docs/architecture.md, "Isolation", docs/decisions/0004'),
    ).toEqual([]);
    expect(
      faultsOf(
        'docs/absent.md; docs/contract.md\n * section 9; docs/architecture.md,\n * "Peace"; docs/decisions/9999',
      ),
    ).toHaveLength(4);
  });
});
