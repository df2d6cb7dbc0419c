import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from '../../support/program';
import { type Step } from './shown-steps';

/** The guide waits for the service now and then, a second at a time. */
const WITHIN_MS = 50_000;
const PROGRAMS = ['bash', 'curl', 'sed', 'grep', 'gzip'];
const END_OF_STEP = '\u001e';

/**
 * Runs the commands of a guide as they stand, in one bash session in an empty folder.
 * @returns what each step printed
 */
export async function runSteps(steps: readonly Step[], env: Record<string, string>): Promise<string[]> {
  const missing = PROGRAMS.filter((program) => !isOnPath(program));
  if (missing.length > 0)
    throw new Error(`the commands of the guide need ${missing.join(', ')}: not on PATH`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-guide-'));
  try {
    const script = path.join(folder, 'guide.sh');
    fs.writeFileSync(
      script,
      steps.map(({ commands }) => `${commands.text}\nprintf '${END_OF_STEP}'\n`).join(''),
    );
    const running = runProgram('bash', [script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, ...env },
    });
    const deadline = setTimeout(() => running.child.kill('SIGKILL'), WITHIN_MS);
    const ended = await running.ended;
    clearTimeout(deadline);
    if (ended !== 0) throw new Error(`the guide's session ended with ${ended}:\n${running.output()}`);
    return running.output().split(END_OF_STEP);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => fs.existsSync(path.join(folder, program)));
}
