import { type Configuration, HealthModule, PlatformModule } from '@app/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AuthModule } from './auth/auth.module';
import { BatchesModule } from './batches/batches.module';
import { OpenApiModule } from './openapi/openapi.module';
import { AnswerErrorsFilter } from './problems/answer-errors.filter';
import { ProblemPagesController } from './problems/pages/problem-pages.controller';

/** The API process: takes batches in and answers questions. */
@Module({})
export class ApiModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forProcess('api', configuration),
        HealthModule,
        AuthModule,
        BatchesModule,
        OpenApiModule,
      ],
      controllers: [ProblemPagesController],
      providers: [{ provide: APP_FILTER, useClass: AnswerErrorsFilter }],
    };
  }
}
