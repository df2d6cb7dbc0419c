/**
 * Short times, by configuration alone, so that a fault is over in seconds. The lease stays above what deciding a shard takes on a busy
 * machine.
 */
export const SHORT_TIMINGS = {
  QUEUE_LOCK_MS: '2000',
  QUEUE_STALLED_MS: '1000',
  RELEASE_INTERVAL_MS: '250',
  RELEASE_LEASE_MS: '15000',
  IDEMPOTENCY_WAIT_MS: '2000',
};

/** What an operator gets who sets nothing. */
export const PRODUCTION_TIMINGS = {};
