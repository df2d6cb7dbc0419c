import { Configuration, Recoveries } from '@app/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type Redis from 'ioredis';
import { counterConnection } from './redis-connections';

/** The connection for counters that processes share, such as those of limits: whoever counts is answered at once, or not at all. */
@Injectable()
export class CounterConnection implements OnApplicationShutdown {
  /** Rejects commands while Redis is away; it keeps none for later. */
  readonly client: Redis;

  constructor(configuration: Configuration, recoveries: Recoveries) {
    this.client = counterConnection(configuration.redisUrl, recoveries);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
