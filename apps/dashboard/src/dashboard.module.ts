import { DashboardPersistenceModule } from '@app/persistence';
import { type DashboardConfiguration, HealthModule, PlatformModule } from '@app/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule } from './access/access.module';
import { AuditController } from './audit/audit.controller';
import { BatchesModule } from './batches/batches.module';
import { OverviewModule } from './overview/overview.module';
import { AnswerErrorsFilter } from './pages/answer-errors.filter';
import { AssetsController } from './pages/assets.controller';
import { PartnersModule } from './partners/partners.module';

/** The dashboard process: shows what the service does, to people of the house. */
@Module({})
export class DashboardModule {
  static with(configuration: DashboardConfiguration): DynamicModule {
    return {
      module: DashboardModule,
      imports: [
        PlatformModule.forProcess('dashboard', configuration),
        HealthModule,
        DashboardPersistenceModule,
        AccessModule,
        OverviewModule,
        BatchesModule,
        PartnersModule,
      ],
      controllers: [AssetsController, AuditController],
      providers: [{ provide: APP_FILTER, useClass: AnswerErrorsFilter }],
    };
  }
}
