import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DashboardConfiguration, ReadinessChecks } from '@app/platform';
import { ConnectionsInUse } from './connections/connections-in-use';
import { DashboardPath, OperatorPath } from './connections/dashboard-paths';
import { DASHBOARD, OPERATOR } from './connections/data-sources';
import { PoolMetrics } from './connections/pool-metrics';
import { rolePool } from './connections/role-pool';
import { FindBatches } from './overview/find-batches';
import { InspectBatch } from './overview/inspect-batch';
import { InspectItems } from './overview/inspect-items';
import { ListBatches } from './overview/list-batches';
import { RankReasons } from './overview/rank-reasons';
import { ReadBacklog } from './overview/read-backlog';
import { ReadRates } from './overview/read-rates';
import { SumVolumes } from './overview/sum-volumes';

/** Pages read a few things each, and few people look at once; however many do, intake keeps its connections. */
const READING_CONNECTIONS = 4;
const OPERATING_CONNECTIONS = 2;

const OPERATIONS = [
  DashboardPath,
  OperatorPath,
  ReadRates,
  ReadBacklog,
  ListBatches,
  FindBatches,
  InspectBatch,
  InspectItems,
  SumVolumes,
  RankReasons,
];

/** The database as the dashboard sees it: two roles, neither of them a partner's. */
@Module({
  imports: [
    rolePool(
      DASHBOARD,
      DashboardConfiguration,
      'DASHBOARD_DATABASE_URL',
      (configuration) => configuration.dashboardDatabaseUrl,
      () => READING_CONNECTIONS,
    ),
    rolePool(
      OPERATOR,
      DashboardConfiguration,
      'OPERATOR_DATABASE_URL',
      (configuration) => configuration.operatorDatabaseUrl,
      () => OPERATING_CONNECTIONS,
    ),
  ],
  providers: [...OPERATIONS, PoolMetrics, ConnectionsInUse],
  exports: OPERATIONS,
})
export class DashboardPersistenceModule implements OnModuleInit {
  constructor(
    private readonly dashboardPath: DashboardPath,
    private readonly readiness: ReadinessChecks,
    private readonly connections: ConnectionsInUse,
    @InjectDataSource(DASHBOARD) private readonly readingPool: DataSource,
    @InjectDataSource(OPERATOR) private readonly operatingPool: DataSource,
  ) {}

  onModuleInit(): void {
    this.connections.watch(DASHBOARD, this.readingPool);
    this.connections.watch(OPERATOR, this.operatingPool);
    this.readiness.register({ name: 'database', check: () => this.dashboardPath.ping() });
  }
}
