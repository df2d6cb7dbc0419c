import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { showErrors } from '../../scripts/start/show-errors.mjs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-errors-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** What is shown of a log, whose lines come while it is watched. */
function shownOf(lines: string): string[] {
  const [log, shown] = [path.join(folder, 'api.log'), [] as string[]];
  const show = showErrors({ name: 'api', log, say: (text: string) => shown.push(text) });
  fs.writeFileSync(log, lines);
  show();
  show();
  return shown;
}

/** What Node writes to a log when a program throws. */
function crashOf(source: string): { program: string; lines: string } {
  const program = path.join(folder, 'program.cjs');
  fs.writeFileSync(program, source);
  return { program, lines: spawnSync(process.execPath, [program], { encoding: 'utf8' }).stderr };
}

describe('the errors in the log of a process', () => {
  it('are, for a crash, its source line, the error and frames of the project, once', () => {
    const { program, lines } = crashOf("function start() { throw new Error('boom'); }\nstart();\n");
    const logged = JSON.stringify({ level: 'fatal', msg: 'uncaughtException', err: { message: 'boom' } });
    expect(shownOf(`${logged}\n${lines}`)).toEqual([
      `api: ${program}:1`,
      "api: function start() { throw new Error('boom'); }",
      'api: Error: boom',
      `api:     at start (${program}:1:26)`,
      expect.stringMatching(/^api: {5}at Object\.<anonymous> .*program\.cjs:2:1\)$/),
    ]);
  });

  it('begin with the error where Node itself threw it', () => {
    expect(shownOf(crashOf("require('./not-there.cjs');").lines)[0]).toBe(
      "api: Error: Cannot find module './not-there.cjs'",
    );
  });

  it('are the messages of logged errors, a few at a time', () => {
    const line = (level: string, msg: string): string => `${JSON.stringify({ level, msg })}\n`;
    const errors = ['a', 'b', 'c', 'd'].map((msg) => line('error', msg)).join('');
    expect(shownOf(line('info', 'x') + errors)).toEqual([
      'api: a',
      'api: b',
      'api: c',
      expect.stringMatching(/^api: 1 more lines in .*api\.log$/),
    ]);
  });
});
