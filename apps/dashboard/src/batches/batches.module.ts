import { DashboardPersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { BatchController } from './batch.controller';
import { BatchesController } from './batches.controller';
import { Downloads } from './downloads';
import { ReleaseAgainController } from './release-again.controller';
import { ReadItemTexts } from './read-item-texts';
import { RefusedItems } from './refused-items';

@Module({
  imports: [DashboardPersistenceModule],
  controllers: [BatchesController, ReleaseAgainController, BatchController],
  providers: [ReadItemTexts, RefusedItems, Downloads],
})
export class BatchesModule {}
