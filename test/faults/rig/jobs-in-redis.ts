import type Redis from 'ioredis';

const QUEUES = ['small', 'bulk'];
/** Bull's lists of jobs that have not ended: those that nobody has taken, and those that a worker has. */
const LISTS = ['wait', 'active'];

/** How many jobs are in the queues of a service and have not ended. */
export async function jobsInRedis(redis: Redis, queuePrefix: string): Promise<number> {
  const keys = QUEUES.flatMap((queue) => LISTS.map((list) => `${queuePrefix}:${queue}:${list}`));
  const lengths = await Promise.all(keys.map((key) => redis.llen(key)));
  return lengths.reduce((sum, jobs) => sum + jobs, 0);
}
