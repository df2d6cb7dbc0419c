import { Recoveries, type RecoveryCounts } from '@app/platform';
import { Controller, Get, Header } from '@nestjs/common';

/** What this worker has recovered from since it started, for those who can reach its internal port. */
@Controller('health/recoveries')
export class RecoveriesController {
  constructor(private readonly recoveries: Recoveries) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  counts(): RecoveryCounts {
    return this.recoveries.counts();
  }
}
