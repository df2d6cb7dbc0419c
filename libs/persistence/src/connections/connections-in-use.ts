import { Injectable } from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';
import { type DataSource } from 'typeorm';
import { PoolMetrics } from './pool-metrics';

/** Which connections to PostgreSQL somebody waits on, so that a process that has to end need not wait for PostgreSQL. */
@Injectable()
export class ConnectionsInUse {
  private readonly inUse = new Set<PoolClient>();

  constructor(private readonly metrics: PoolMetrics) {}

  /** From now on knows the connections of this pool. */
  watch(name: string, { driver }: DataSource): void {
    // TypeORM's driver is not typed by database.
    const { master: pool } = driver as unknown as { readonly master: Pool };
    this.metrics.watch(name, pool);
    pool.on('acquire', (client) => this.inUse.add(client));
    pool.on('release', (_error, client) => this.inUse.delete(client));
  }

  /**
   * Ends all that are in use: whoever waits for an answer gets an error for which `isDatabaseAway` holds, and PostgreSQL rolls back.
   * What a lost COMMIT did is not known, as always.
   */
  end(): void {
    // Not `client.end()`, which waits for the answers that do not come.
    for (const client of this.inUse) streamOf(client).destroy();
  }
}

function streamOf(client: PoolClient): { destroy(): void } {
  return (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection
    .stream;
}
