import { IntakeModule } from '@app/intake';
import { Module } from '@nestjs/common';
import { ReceiveBatch } from '../batches/receive-batch';
import { ReceiveModule } from '../http/receive/receive.module';
import { ClientsController } from './clients.controller';

@Module({
  imports: [IntakeModule, ReceiveModule],
  controllers: [ClientsController],
  providers: [ReceiveBatch],
})
export class ClientsModule {}
