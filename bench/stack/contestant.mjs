/**
 * What takes part in a measurement: the service, the two-COPY reference, a peer. All of them work on the same servers, each in a
 * database of its own, and on the same items.
 *
 * @typedef {object} Servers the throw-away PostgreSQL and Redis of a run
 * @property {string} adminUrl PostgreSQL's superuser, in the database `postgres`
 * @property {string} ownerUrl the role that owns the service's schema
 * @property {string} redisUrl
 * @property {string} folder for logs; removed with the servers
 * @property {{ postgres: number, redis: number }} pids
 *
 * @typedef {object} Contestant
 * @property {string} name
 * @property {(servers: Servers) => Promise<Started>} start
 *
 * @typedef {object} Started
 * @property {(body: Buffer, items: readonly object[]) => Promise<string>} submit sends one batch, as the JSON text `body` of
 *   `items`; resolves with the batch's id when it is durably accepted
 * @property {(ids: readonly string[]) => Promise<Date>} decided waits until every item of these batches has its state, and gives
 *   the commit time of the last one, from PostgreSQL's clock
 * @property {() => readonly number[]} pids its processes
 * @property {() => Promise<void>} stop
 */

/**
 * A batch, ready to be sent before any clock starts.
 * @typedef {{ items: readonly object[], body: Buffer }} Batch
 */

export {};
