/**
 * SQLSTATE classes that say «no connection, or the server is going»: 08 connection exception, 57P0x shutdown and recovery, 53 no resources;
 * and those of a server that is too busy to answer in time: 25P03, 55P03 and 57014 are the timeouts of the roles, 40P01 is a deadlock.
 */
const AWAY_SQLSTATE = /^(08...|57P0[1-5]|53[0-9]..|25P03|55P03|57014|40P01)$/;
const AWAY_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Sentences of pg and pg-pool, which give these errors no code. */
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|connection error and is not queryable|Client was closed|Cannot use a pool after calling end|Driver not Connected/;

/**
 * Whether an error means that the database cannot be reached, is restarting or is too busy, so that trying again later is right. The one
 * place that decides this: the API answers 503, the worker leaves the shard to the next release.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return AWAY_SQLSTATE.test(code) || AWAY_ERRNO.has(code) || AWAY_MESSAGE.test(error.message);
}

/** PostgreSQL's SQLSTATE of an error, or '' when it is none of PostgreSQL's. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether a value is none that PostgreSQL has: a NUL in a text, the 31st of a June, a number that is too large. */
export function isDataException(error: unknown): boolean {
  return sqlState(error).startsWith('22');
}

/** Whether PostgreSQL refused the values themselves (data exception, integrity violation): trying them again cannot help. */
export function isDataRefused(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error));
}
