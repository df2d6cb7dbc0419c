import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A file system of its own, in memory, that can be filled to the last byte. */
export class SmallDisk {
  private readonly ballast: string;

  private constructor(readonly folder: string) {
    this.ballast = path.join(folder, 'ballast');
  }

  /**
   * Mounts one.
   * @throws where this process may not: it takes root, and a container takes that away even from root
   */
  static mount(mib: number): SmallDisk {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'small-disk-'));
    try {
      // Its owner is root, and PostgreSQL another user, who must be able to pass.
      const options = `size=${mib}m,mode=711`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'small-disk', folder], { stdio: 'pipe' });
    } catch (error) {
      fs.rmdirSync(folder);
      throw error;
    }
    return new SmallDisk(folder);
  }

  /** Whether this process may mount one. */
  static canBeMounted(): boolean {
    try {
      SmallDisk.mount(1).unmount();
      return true;
    } catch {
      return false;
    }
  }

  /** Leaves no room at all. */
  fill(): void {
    const { bavail, bsize } = fs.statfsSync(this.folder);
    const file = fs.openSync(this.ballast, 'w');
    const zeros = Buffer.alloc(bsize);
    for (let n = 0; n < bavail; n++) {
      try {
        fs.writeSync(file, zeros);
      } catch {
        break; // others took some of it meanwhile
      }
    }
    fs.closeSync(file);
  }

  /** Gives back what `fill` took. */
  free(): void {
    fs.rmSync(this.ballast);
  }

  unmount(): void {
    execFileSync('umount', [this.folder]);
    fs.rmdirSync(this.folder);
  }
}
