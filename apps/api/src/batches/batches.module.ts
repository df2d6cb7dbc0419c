import { IntakeModule, SyncIntakeModule } from '@app/intake';
import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { ClientsController } from '../clients/clients.controller';
import { ReceiveModule } from '../http/receive/receive.module';
import { LimitsModule } from '../limits/limits.module';
import { RevenueClaimsController } from '../revenue-claims/revenue-claims.controller';
import { BatchAnswers } from './batch-answers';
import { ItemQuota } from './item-quota';
import { ReceiveBatch } from './receive-batch';
import { RoomForSmall } from './room-for-small';

/** Every route that takes a batch or tells of one. */
@Module({
  imports: [PersistenceModule, IntakeModule, SyncIntakeModule, ReceiveModule, LimitsModule],
  controllers: [ClientsController, RevenueClaimsController],
  providers: [ReceiveBatch, ItemQuota, RoomForSmall, BatchAnswers],
})
export class BatchesModule {}
