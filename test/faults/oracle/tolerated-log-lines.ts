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

/** What PostgreSQL says to clients that come while it ends, starts or recovers, and of those that were there. */
export const CAUSED_BY_RESTARTS = [
  ...CLIENT_DIED_IN_COPY,
  /the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/,
  /terminating connection due to (administrator command|unexpected postmaster exit)/,
  /connection to client lost/,
  /lock file "postmaster.pid" already exists|pre-existing shared memory block/,
];

/** What PostgreSQL says when it cannot write, and of what comes of that. */
export const CAUSED_BY_FULL_DISK = [
  ...CAUSED_BY_RESTARTS,
  /No space left on device/,
  /could not (write|extend|create|fsync|open) /,
];
