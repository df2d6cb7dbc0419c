/** How loud a recovery is: `error` and `fatal` want somebody to look, `warn` only when it goes on and on. */
export type RecoveryLevel = 'info' | 'warn' | 'error' | 'fatal';

/** One thing that goes wrong and is made good again without anybody's help. */
export interface RecoveryEvent {
  readonly level: RecoveryLevel;
  /** The `msg` of its log line. */
  readonly sentence: string;
  /** What an operator does about it. */
  readonly operator: string;
}

/**
 * Everything that the service recovers from, by the `event` of the log line that tells it. The names are stable: alerts and
 * dashboards count them. docs/operations.md shows this list.
 */
export const RECOVERY_EVENTS = {
  redis_away: {
    level: 'warn',
    sentence: 'Redis is away',
    operator: 'bring it back; requests are accepted meanwhile',
  },
  redis_back: { level: 'info', sentence: 'Redis is back', operator: 'nothing' },
  database_away: {
    level: 'warn',
    sentence: 'PostgreSQL is away or too busy',
    operator: 'bring it back; requests are answered 503 meanwhile',
  },
  database_back: { level: 'info', sentence: 'PostgreSQL is back', operator: 'nothing' },
  release_postponed: {
    level: 'warn',
    sentence: 'release postponed',
    operator: 'nothing: it is tried again every second. If it goes on, see the logged error',
  },
  shards_released_again: {
    level: 'warn',
    sentence: 'shards lost on the way were released again',
    operator: 'nothing; if it happens often, look at Redis and at workers that end',
  },
  nothing_to_decide: {
    level: 'info',
    sentence: 'nothing to decide',
    operator: 'nothing: a job came twice, and its shard is decided or being decided',
  },
  shard_postponed: {
    level: 'warn',
    sentence: 'PostgreSQL was away while a shard was decided; it will be released again',
    operator: 'nothing',
  },
  shard_not_decided: {
    level: 'error',
    sentence: 'shard not decided; it will be released again',
    operator: 'see the logged error, and report it if it repeats',
  },
  decided_carefully: {
    level: 'warn',
    sentence: 'deciding carefully, in a child process',
    operator: 'nothing; see why the attempts before it failed',
  },
  item_set_aside: {
    level: 'error',
    sentence: 'item set aside: it cannot be processed',
    operator: 'report it as a bug, with the item: it became Failed with code unprocessable',
  },
  frozen_copies_ended: {
    level: 'warn',
    sentence: 'connections frozen in the middle of COPY were ended',
    operator: 'restart the worker that stands still, if it stays so',
  },
  shards_handed_back: {
    level: 'warn',
    sentence: 'shards under way were handed back, since the time to stop was nearly over',
    operator: 'nothing; another worker decides them',
  },
  loop_blocked: {
    level: 'fatal',
    sentence: 'the event loop stood still; the process ends itself, to be started anew',
    operator: 'nothing, if something starts it again; look for item_set_aside afterwards',
  },
} as const satisfies Readonly<Record<string, RecoveryEvent>>;

export type RecoveryEventName = keyof typeof RECOVERY_EVENTS;
export const RECOVERY_EVENT_NAMES = Object.keys(RECOVERY_EVENTS) as readonly RecoveryEventName[];
