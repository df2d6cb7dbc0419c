import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Configuration, ReadinessChecks } from '@app/platform';
import { StoreBatch } from './accept/store-batch';
import { KnownIdempotencyKeys } from './accept/known-idempotency-keys';
import { ConnectionsInUse } from './connections/connections-in-use';
import { AUTH, PARTNER_PATH, RELEASE, SYNC_PATH } from './connections/data-sources';
import { PartnerPath, SyncPath } from './connections/partner-path';
import { PoolMetrics } from './connections/pool-metrics';
import { rolePool } from './connections/role-pool';
import { PartnerDirectory } from './partners/partner-directory';
import { ReadBatch } from './read/read-batch';
import { WaitingItems } from './read/waiting-items';
import { Backlog } from './release/backlog';
import { EndFrozenCopies } from './release/end-frozen-copies';
import { HandOut } from './release/hand-out';
import { PreparePartitions } from './release/prepare-partitions';
import { DropExpiredPartition } from './retention/drop-expired-partition';
import { ForgetIdempotencyKeys } from './retention/forget-idempotency-keys';
import { TraceContexts } from './release/trace-contexts';

/** Release runs one transaction at a time in a process, and authentication's look-ups are cached: two connections each. */
const twoConnections = (): number => 2;
/** The database as the other rooms see it: operations by name, one pool for each role. */
@Module({
  imports: [
    rolePool(
      PARTNER_PATH,
      Configuration,
      'PARTNER_PATH_DATABASE_URL',
      (configuration) => configuration.partnerPathDatabaseUrl,
      (configuration) => configuration.databasePoolSize,
    ),
    rolePool(
      RELEASE,
      Configuration,
      'RELEASE_DATABASE_URL',
      (configuration) => configuration.releaseDatabaseUrl,
      twoConnections,
    ),
    rolePool(
      AUTH,
      Configuration,
      'AUTH_DATABASE_URL',
      (configuration) => configuration.authDatabaseUrl,
      twoConnections,
    ),
  ],
  providers: [
    PoolMetrics,
    ConnectionsInUse,
    PartnerPath,
    StoreBatch,
    ReadBatch,
    WaitingItems,
    KnownIdempotencyKeys,
    HandOut,
    Backlog,
    EndFrozenCopies,
    PreparePartitions,
    DropExpiredPartition,
    ForgetIdempotencyKeys,
    TraceContexts,
    PartnerDirectory,
  ],
  exports: [
    ConnectionsInUse,
    PartnerPath,
    StoreBatch,
    ReadBatch,
    WaitingItems,
    KnownIdempotencyKeys,
    HandOut,
    Backlog,
    EndFrozenCopies,
    PreparePartitions,
    DropExpiredPartition,
    ForgetIdempotencyKeys,
    TraceContexts,
    PartnerDirectory,
  ],
})
export class PersistenceModule implements OnModuleInit {
  constructor(
    private readonly partnerPath: PartnerPath,
    private readonly readiness: ReadinessChecks,
    private readonly connections: ConnectionsInUse,
    @InjectDataSource(PARTNER_PATH) private readonly partnerPathPool: DataSource,
    @InjectDataSource(RELEASE) private readonly releasePool: DataSource,
    @InjectDataSource(AUTH) private readonly authPool: DataSource,
  ) {}

  onModuleInit(): void {
    this.connections.watch(PARTNER_PATH, this.partnerPathPool);
    this.connections.watch(RELEASE, this.releasePool);
    this.connections.watch(AUTH, this.authPool);
    this.readiness.register({ name: 'database', check: () => this.partnerPath.answers() });
  }
}

/** The synchronous route's own pool. */
@Module({
  imports: [
    PersistenceModule,
    rolePool(
      SYNC_PATH,
      Configuration,
      'PARTNER_PATH_DATABASE_URL',
      (configuration) => configuration.partnerPathDatabaseUrl,
      (configuration) => configuration.syncPoolSize,
    ),
  ],
  providers: [SyncPath],
  exports: [SyncPath],
})
export class SyncPersistenceModule implements OnModuleInit {
  constructor(
    private readonly connections: ConnectionsInUse,
    @InjectDataSource(SYNC_PATH) private readonly syncPool: DataSource,
  ) {}

  onModuleInit(): void {
    this.connections.watch(SYNC_PATH, this.syncPool);
  }
}
