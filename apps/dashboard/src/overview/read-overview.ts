import { ReadBacklog } from '@app/persistence';
import { WatchedQueues } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { type OverviewFigures } from './overview-figures';
import { RecentRates } from './recent-rates';

/** However many look, the figures are read this often at most. */
const FRESH_MS = 1_500;

/** Reads the figures of the overview, once for everybody who looks at the same time. */
@Injectable()
export class ReadOverview {
  private latest: Promise<OverviewFigures> | null = null;
  private readAtMs = 0;

  constructor(
    private readonly rates: RecentRates,
    private readonly backlog: ReadBacklog,
    private readonly queues: WatchedQueues,
  ) {}

  read(): Promise<OverviewFigures> {
    const nowMs = performance.now();
    if (this.latest !== null && nowMs - this.readAtMs < FRESH_MS) return this.latest;
    const reading = this.readNow();
    this.latest = reading;
    this.readAtMs = nowMs;
    reading.catch(() => {
      if (this.latest === reading) this.latest = null;
    });
    return reading;
  }

  private async readNow(): Promise<OverviewFigures> {
    const [buckets, backlog, workersAlive, pausedLanes] = await Promise.all([
      this.rates.read(),
      this.backlog.byPartner(),
      this.queues.workersAlive(),
      this.queues.pausedLanes(),
    ]);
    return { buckets, backlog, workersAlive, pausedLanes };
  }
}
