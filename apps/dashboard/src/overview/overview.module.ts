import { DashboardPersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { QueuesModule } from '../queues/queues.module';
import { LiveOverview } from './live-overview';
import { OverviewController } from './overview.controller';
import { ReadOverview } from './read-overview';
import { RecentRates } from './recent-rates';

@Module({
  imports: [AccessModule, DashboardPersistenceModule, QueuesModule],
  controllers: [OverviewController],
  providers: [RecentRates, ReadOverview, LiveOverview],
})
export class OverviewModule {}
