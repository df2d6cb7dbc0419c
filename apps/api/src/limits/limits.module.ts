import { CounterConnection } from '@app/queue';
import { Module } from '@nestjs/common';
import { SharedLimits } from './shared-limiter';

/** Limits that all API processes share. */
@Module({
  providers: [CounterConnection, SharedLimits],
  exports: [SharedLimits],
})
export class LimitsModule {}
