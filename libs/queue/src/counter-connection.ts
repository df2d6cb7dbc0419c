import { Configuration, Recoveries } from '@app/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type RedisConnection } from './redis/connect';
import { COUNTER } from './redis/connection-options';

/** The connection for counters that processes share, such as those of limits: whoever counts is answered at once, or not at all. */
@Injectable()
export class CounterConnection implements OnApplicationShutdown {
  /** Rejects commands while Redis is away; it keeps none for later. */
  readonly client: RedisConnection;

  constructor(configuration: Configuration, recoveries: Recoveries) {
    this.client = connect(configuration, COUNTER, recoveries);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
