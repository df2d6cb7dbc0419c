import { DashboardPersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { PartnerActionsController } from './partner-actions.controller';
import { PartnersController } from './partners.controller';

@Module({
  imports: [DashboardPersistenceModule],
  controllers: [PartnersController, PartnerActionsController],
})
export class PartnersModule {}
