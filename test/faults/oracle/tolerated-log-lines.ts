/** What PostgreSQL logs as ERROR or FATAL about a client that was killed in the middle of COPY. */
export const CLIENT_DIED_IN_COPY = [
  /unexpected EOF on client connection with an open transaction/,
  /terminating connection because protocol synchronization was lost/,
];

/** How PostgreSQL says that it has ended a zombie's transaction, or a connection that stood still in the middle of COPY. */
export const ZOMBIE_ENDED = [
  /terminating connection due to idle-in-transaction timeout/,
  /terminating connection due to administrator command/,
];

/** COPY cannot step over a key that exists: the service falls back to INSERT, and PostgreSQL logs the first try. */
export const COPY_FELL_BACK = [
  /duplicate key value violates unique constraint "(partner_clients|revenue_claims)_pkey"/,
];
