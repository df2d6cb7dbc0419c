import Redis from 'ioredis';

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    case 'none':
      return null; // It has ended since the keys were listed, as a job's lock does.
    default:
      throw new Error(`${key} is of an unknown type: ${type}`);
  }
}

/** Everything that is stored in one logical database of Redis, by key. */
export async function redisContent(url: string): Promise<Map<string, unknown>> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    return new Map(await Promise.all(keys.map(async (key) => [key, await contentOf(redis, key)] as const)));
  } finally {
    redis.disconnect();
  }
}
