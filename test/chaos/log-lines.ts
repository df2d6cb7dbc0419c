import { CAUSED_BY_RESTARTS, COPY_FELL_BACK, ZOMBIE_ENDED } from '../faults/oracle/tolerated-log-lines';

/** What PostgreSQL logs as ERROR or FATAL because it, its clients or their connections were disturbed. No deadlock is among it. */
export const CAUSED_BY_FAULTS = [
  ...CAUSED_BY_RESTARTS,
  ...COPY_FELL_BACK,
  ...ZOMBIE_ENDED,
  /canceling statement due to (statement timeout|lock timeout|user request)/,
];
