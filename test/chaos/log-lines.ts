import { CAUSED_BY_RESTARTS, COPY_FELL_BACK, ZOMBIE_ENDED } from '../faults/oracle/tolerated-log-lines';

/** What PostgreSQL logs as ERROR or FATAL because it, its clients or their connections were disturbed. No deadlock is among it. */
export const CAUSED_BY_FAULTS = [
  ...CAUSED_BY_RESTARTS,
  ...COPY_FELL_BACK,
  ...ZOMBIE_ENDED,
  /canceling statement due to (statement timeout|lock timeout|user request)/,
];

/** How often PostgreSQL logged each error or worse: the text of the message, with `…` for numbers and names that differ. */
export function errorsByKind(log: string): { error: string; times: number }[] {
  const times = new Map<string, number>();
  for (const [, severity, message = ''] of log.matchAll(/ (ERROR|FATAL|PANIC): +(.*)/g)) {
    const error = `${severity} ${message.replaceAll(/"[^"]*"|\d+/g, '…')}`;
    times.set(error, (times.get(error) ?? 0) + 1);
  }
  return [...times].map(([error, count]) => ({ error, times: count }));
}
