import { type Visitor } from '../support/dashboard';
import { type RedisServer } from './redis-server';

/** How many keys of a pattern a server has. */
export async function redisCounts({ redis }: RedisServer, pattern: string): Promise<number> {
  return (await redis.keys(pattern)).length;
}

/** How many workers the overview of the dashboard shows; '?' where Redis does not tell. */
export async function workersShown(visitor: Visitor): Promise<string> {
  const tile = /data-tile="workers"><dt>[^<]*<\/dt><dd>(.*?)<\/dd>/s.exec(await visitor.page('/'))?.[1];
  return (tile ?? '').replace(/<[^>]*>/g, '');
}
