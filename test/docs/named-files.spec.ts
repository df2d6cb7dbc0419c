import { exists, looksLikeOurs } from './pages/named-file';
import { type Page, pages } from './pages/page';

/** What the commands of a page write themselves. */
function writtenBy({ blocks }: Page): Set<string> {
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  return new Set(
    [...commands.join('\n').matchAll(/(?:>|\btee|\s-o) *([\w.-]+)/g)].map(([, file = '']) => file),
  );
}

describe('a file', () => {
  it.each(pages)('that $path names is there', (page) => {
    const written = writtenBy(page);
    const named = page.codeSpans.filter((code) => looksLikeOurs(code) && !written.has(code));
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });

  it('is missed when it is not there', () => {
    expect(
      ['libs/domain', 'accept/cut-shards.ts', 'kinds/<kind>/*.dto.ts', '.expected.json'].every(exists),
    ).toBe(true);
    const absent = [
      'libs/absent',
      'accept/absent.ts',
      'accept/cut-shard',
      'kinds/<kind>/*.absent.ts',
      'absent.md',
    ];
    expect(absent.filter(looksLikeOurs).filter(exists)).toEqual([]);
  });
});
