import fs from 'node:fs';
import path from 'node:path';

const ROOM = path.resolve(__dirname, '..');
const NAME = /\bname: '([a-z_0-9]+)',\s+text: /g;

describe('the statements', () => {
  it('have names of their own: a connection that prepared one text under a name refuses another', () => {
    const sources = fs
      .readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => fs.readFileSync(path.join(ROOM, file), 'utf8'));
    const names = sources.flatMap((source) => [...source.matchAll(NAME)].map(([, name]) => name ?? ''));
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
