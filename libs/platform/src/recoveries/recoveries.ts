import { Injectable, Logger } from '@nestjs/common';
import { RECOVERY_EVENT_NAMES, RECOVERY_EVENTS, type RecoveryEventName } from './recovery-events';

/** How often each event has happened since the process started. */
export type RecoveryCounts = Readonly<Record<RecoveryEventName, number>>;

/** What a process can lose and get back. */
export type Dependency = 'redis' | 'database';

/** Tells what the process recovered from: one log line each, and a count. */
@Injectable()
export class Recoveries {
  private readonly log = new Logger('Recovery');
  private readonly counted = new Map<RecoveryEventName, number>();
  private readonly missed: Readonly<Record<Dependency, Set<unknown>>> = {
    redis: new Set(),
    database: new Set(),
  };

  /**
   * Logs an event and counts it.
   * @param fields of the log line, in snake case; `err` is an error
   * @param times how often it happened at once
   */
  tell(event: RecoveryEventName, fields: Readonly<Record<string, unknown>> = {}, times = 1): void {
    this.counted.set(event, (this.counted.get(event) ?? 0) + times);
    const { level, sentence } = RECOVERY_EVENTS[event];
    this.log[level === 'info' ? 'log' : level]({ event, ...fields }, sentence);
  }

  /**
   * Something does not answer. Told once, until it is back for everybody who missed it.
   * @param by who misses it: a connection, or a name
   */
  away(dependency: Dependency, by: unknown, error: unknown): void {
    const missed = this.missed[dependency];
    const isNews = missed.size === 0;
    missed.add(by);
    if (isNews) this.tell(`${dependency}_away`, { err: error });
  }

  /** It answers again. Costs nothing while it does all the time. */
  back(dependency: Dependency, by: unknown): void {
    const missed = this.missed[dependency];
    if (missed.delete(by) && missed.size === 0) this.tell(`${dependency}_back`);
  }

  /** Counts of all events, also of those that never happened. */
  counts(): RecoveryCounts {
    return Object.fromEntries(
      RECOVERY_EVENT_NAMES.map((name) => [name, this.counted.get(name) ?? 0]),
    ) as RecoveryCounts;
  }
}
