import { IntakeModule, SyncIntakeModule } from '@app/intake';
import { Module } from '@nestjs/common';
import { ClientsController } from '../clients/clients.controller';
import { ReceiveModule } from '../http/receive/receive.module';
import { RevenueClaimsController } from '../revenue-claims/revenue-claims.controller';
import { BatchAnswers } from './batch-answers';
import { ReceiveBatch } from './receive-batch';

/** Every route that takes a batch or tells of one. */
@Module({
  imports: [IntakeModule, SyncIntakeModule, ReceiveModule],
  controllers: [ClientsController, RevenueClaimsController],
  providers: [ReceiveBatch, BatchAnswers],
})
export class BatchesModule {}
