import { Metrics } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type Pool } from 'pg';

/** Tells how busy the pools of connections are. */
@Injectable()
export class PoolMetrics {
  private readonly pools = new Map<string, Pool>();

  constructor(metrics: Metrics) {
    metrics.onAsked(['database_connections'], () =>
      Promise.resolve({
        database_connections: [...this.pools].flatMap(([pool, { totalCount, idleCount, waitingCount }]) => [
          { labels: { pool, state: 'in_use' }, value: totalCount - idleCount },
          { labels: { pool, state: 'idle' }, value: idleCount },
          { labels: { pool, state: 'waiting' }, value: waitingCount },
        ]),
      }),
    );
  }

  watch(name: string, pool: Pool): void {
    this.pools.set(name, pool);
  }
}
