function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: peer.mjs starts this process with it`);
  return value;
}

/** What a peer's process is told by the contestant that starts it. */
export const settings = {
  databaseUrl: given('DATABASE_URL'),
  redisUrl: given('REDIS_URL'),
  /** Names that the queue's keys in Redis begin with; several peers share one Redis. */
  queuePrefix: given('QUEUE_PREFIX'),
  /** Of the API. */
  port: Number(given('PORT')),
  /** The bearer token that the API takes. */
  token: given('TOKEN'),
};
