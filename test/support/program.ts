import { spawn, type ChildProcess } from 'node:child_process';

/** A program that runs, with what it has printed so far. */
export interface Running {
  child: ChildProcess;
  /** Standard output and standard error, as they came. */
  output: () => string;
  /** Resolves with the exit code, or the signal it was killed with. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts a program without an input. Its environment is what is given, and nothing of the tester's own. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Running {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(code ?? signal);
    });
  });
  return { child, output: () => text, ended };
}
