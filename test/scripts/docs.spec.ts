import fs from 'node:fs';
import path from 'node:path';
import { generatedFiles } from '../../scripts/docs/generated-files.mjs';
import { replaceBetween } from '../../scripts/docs/replace-between.mjs';
import { projectFolder } from '../../scripts/embedded/folders.mjs';

describe('the generated documents', () => {
  it.each(generatedFiles())('$file is what "npm run docs" writes', ({ file, text }) => {
    expect(fs.readFileSync(path.join(projectFolder, file), 'utf8')).toBe(text);
  });

  it('have headings that are told apart, so that each is linked by its name', () => {
    for (const { file, text } of generatedFiles()) {
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
      expect([file, headings]).toEqual([file, [...new Set(headings)]]);
    }
  });
});

describe('the part of a document between two marks', () => {
  it('is replaced, and everything around it stays', () => {
    expect(replaceBetween('a\n<!-- x -->old<!-- /x -->\nb', 'x', 'new')).toBe(
      'a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb',
    );
  });

  it.each(['', '<!-- x -->', '<!-- /x --><!-- x -->', '<!-- x --><!-- /x --><!-- x --><!-- /x -->'])(
    'is not guessed in %j',
    (document) => {
      expect(() => replaceBetween(document, 'x', 'new')).toThrow('once each');
    },
  );
});
