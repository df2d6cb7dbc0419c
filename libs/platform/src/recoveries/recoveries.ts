import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { RECOVERY_EVENT_NAMES, RECOVERY_EVENTS, type RecoveryEventName } from './recovery-events';

/** What a process can lose and get back. */
export const DEPENDENCIES = ['redis', 'database'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** Asks something that may be away, and calls `back` if it answers. */
type Ask = () => Promise<unknown>;

/** Tells what the process recovered from: one log line each, and a count. */
@Injectable()
export class Recoveries {
  private readonly log = new Logger('Recovery');
  private readonly missed: Readonly<Record<Dependency, Map<unknown, Ask | undefined>>> = {
    redis: new Map(),
    database: new Map(),
  };

  constructor(private readonly metrics: Metrics) {
    // What never happened is told as well, so that whoever asks for it finds it.
    for (const event of RECOVERY_EVENT_NAMES) metrics.count('recoveries_total', { event }, 0);
  }

  /**
   * Logs an event and counts it.
   * @param fields of the log line, in snake case; `err` is an error
   * @param times how often it happened at once
   */
  tell(event: RecoveryEventName, fields: Readonly<Record<string, unknown>> = {}, times = 1): void {
    this.metrics.count('recoveries_total', { event }, times);
    const { level, sentence } = RECOVERY_EVENTS[event];
    this.log[level === 'info' ? 'log' : level]({ event, ...fields }, sentence);
  }

  /**
   * Something does not answer. Told once, until it is back for everybody who missed it.
   * @param by who misses it: a connection, or a name
   * @param ask how `by` finds out that it is back, where it does not ask by itself all the time
   */
  away(dependency: Dependency, by: unknown, error: unknown, ask?: Ask): void {
    const missed = this.missed[dependency];
    const isNews = missed.size === 0;
    missed.set(by, ask);
    if (isNews) this.tell(`${dependency}_away`, { err: error });
  }

  /** It answers again. Costs nothing while it does all the time. */
  back(dependency: Dependency, by: unknown): void {
    const missed = this.missed[dependency];
    if (missed.delete(by) && missed.size === 0) this.tell(`${dependency}_back`);
  }

  /** Has everybody who misses it, and has had nothing to do since, find out whether it is back. */
  askAgain(dependency: Dependency): void {
    for (const ask of this.missed[dependency].values()) void ask?.().catch(() => undefined);
  }

  /** Whether anybody misses it just now. */
  isAway(dependency: Dependency): boolean {
    return this.missed[dependency].size > 0;
  }
}
