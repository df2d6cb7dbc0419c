import { readFile, stat } from 'node:fs/promises';
import { DashboardConfiguration } from '@app/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { readUserEntries, type User } from './user-entry';

const FILE = /^file:(.+)$/s;

/** Who may log in, as it is configured now: whoever is taken out of the file is out with the next request. */
@Injectable()
export class Users implements OnModuleInit {
  private readonly log = new Logger(Users.name);
  private readonly file: string | undefined;
  private known: ReadonlyMap<string, User> = new Map();
  /** Of the file that `known` was read from. */
  private version = '';

  constructor(private readonly configuration: DashboardConfiguration) {
    this.file = FILE.exec(configuration.dashboardUsers)?.[1];
  }

  /** @throws when the users cannot be read: a dashboard that nobody can log in to is of no use */
  async onModuleInit(): Promise<void> {
    if (this.file === undefined) this.known = readUserEntries(this.configuration.dashboardUsers);
    else await this.readFile(this.file);
  }

  /** The user of this name, or undefined. With a file that cannot be read any more, nobody is a user. */
  async find(name: string): Promise<User | undefined> {
    if (this.file !== undefined) {
      try {
        await this.readFile(this.file);
      } catch (error) {
        if (this.version !== '') this.log.error({ err: error }, 'the users cannot be read');
        this.known = new Map();
        this.version = '';
      }
    }
    return this.known.get(name);
  }

  private async readFile(file: string): Promise<void> {
    const { mtimeMs, size, ino } = await stat(file);
    const version = [mtimeMs, size, ino].join(' ');
    if (version === this.version) return;
    this.known = readUserEntries(await readFile(file, 'utf8'));
    this.version = version;
  }
}
