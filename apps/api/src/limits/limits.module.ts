import { CounterConnection } from '@app/queue';
import { Module } from '@nestjs/common';
import { PartnerRates } from './partner-rates';
import { SharedLimits } from './shared-limiter';

/** Limits that all API processes share. */
@Module({
  providers: [CounterConnection, SharedLimits, PartnerRates],
  exports: [SharedLimits, PartnerRates],
})
export class LimitsModule {}
