import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PROGRAM = path.resolve(__dirname, '../../deploy/image/make-secrets.mjs');

/** What make-secrets writes, in a folder of its own. */
export class MadeSecrets {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'made-secrets-'));

  /** @param env servers of one's own */
  make(env: Record<string, string> = {}): string {
    const { PATH = '' } = process.env;
    return execFileSync(process.execPath, [PROGRAM, this.folder], {
      env: { PATH, ...env },
      encoding: 'utf8',
    });
  }

  /** The files, as paths from the folder. */
  files(): string[] {
    return fs
      .readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.includes('/'))
      .sort();
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8');
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
