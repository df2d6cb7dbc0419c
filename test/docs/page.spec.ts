import { pageOf } from './pages/page';

const PAGE = `# Reading \`pages\`: a trial

See [one](a.md#b), ![a picture](<c.svg>) and <https://example.org/x>; not \`[this](no.md)\`.

## The same

\`\`\`sh
echo '# no heading, [no](link.md)'
\`\`\`

## The same

[named]: ../d.md
<a id="own"></a> with \`npm start\` in it
`;

describe('what the tests of the pages read', () => {
  const page = pageOf('trial.md', PAGE);

  it('finds links of every form, and none in code', () => {
    expect(page.links.sort()).toEqual(['../d.md', 'a.md#b', 'c.svg', 'https://example.org/x']);
  });

  it('makes the anchors that GitHub makes', () => {
    expect([...page.anchors]).toEqual(['reading-pages-a-trial', 'the-same', 'the-same-1', 'own']);
  });

  it('finds blocks with their language, place and text', () => {
    expect(page.blocks).toEqual([
      { language: 'sh', line: 7, heading: 'The same', text: "echo '# no heading, [no](link.md)'\n" },
    ]);
    expect(page.codeSpans).toEqual(['pages', '[this](no.md)', 'npm start']);
  });
});
