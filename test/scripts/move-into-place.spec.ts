import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { moveIntoPlace } from '../../scripts/embedded/move-into-place.mjs';

describe('moving a finished folder of the cache into place', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'move-into-place-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function finished(name: string): string {
    const made = path.join(folder, name);
    fs.mkdirSync(made);
    fs.writeFileSync(path.join(made, 'by'), name);
    return made;
  }

  it('leaves the folder of whoever was faster, and nothing of the other one', () => {
    const place = path.join(folder, 'place');
    moveIntoPlace(finished('first'), place);
    moveIntoPlace(finished('second'), place);
    expect(fs.readFileSync(path.join(place, 'by'), 'utf8')).toBe('first');
    expect(fs.readdirSync(folder)).toEqual(['place']);
  });

  it('does not hide what else goes wrong', () => {
    expect(() => {
      moveIntoPlace(path.join(folder, 'nowhere'), path.join(folder, 'place'));
    }).toThrow(/ENOENT/);
  });
});
