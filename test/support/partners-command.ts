import { spawn } from 'node:child_process';
import path from 'node:path';

const PROGRAM = path.resolve(__dirname, '..', '..', 'dist/apps/partners/src/main.js');

/** A command that has ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Credentials {
  client_id: string;
  client_secret: string;
}

/** The operator's command line as real processes, on one database. */
export class PartnersCommand {
  constructor(private readonly databaseUrl: string) {}

  /** Runs one command, as an operator in a production image would. */
  run(...args: readonly string[]): Promise<Ended> {
    // Nothing of the tester's own environment may reach the command.
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { DATABASE_URL: this.databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Runs a command with --json that must succeed, and gives its document. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await this.run(...args, '--json');
    if (code !== 0 || stderr !== '') throw new Error(`partners ${args.join(' ')}: ${code} ${stderr}`);
    return JSON.parse(stdout) as T;
  }
}
