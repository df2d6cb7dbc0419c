import { execFileSync } from 'node:child_process';
import { redisContent } from '../../support/redis-content';
import { type Service } from '../../support/service';
import { type OverheardRedis } from './overheard-redis';
import { type Place } from './search';

/** The command line of every process of this machine, as any user of it can read them. */
function commandLines(): string {
  return execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Everything that the service leaves behind outside of PostgreSQL's tables and of its answers. */
export async function placesBeside(service: Service, redis: OverheardRedis): Promise<Place[]> {
  return [
    { name: 'the service’s logs', text: service.logs().join('\n') },
    { name: 'PostgreSQL’s log', text: service.postgresLog() },
    { name: 'Redis', text: JSON.stringify([...(await redisContent(service.redisUrl))]) },
    { name: 'what was said to Redis', text: redis.text() },
    { name: 'a command line', text: commandLines() },
  ];
}
