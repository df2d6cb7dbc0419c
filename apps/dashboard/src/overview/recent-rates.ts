import { RATE_BUCKET_S, type RateBucket, ReadRates } from '@app/persistence';
import { Injectable } from '@nestjs/common';

/** How far back the charts go. */
const SHOWN_S = 3600;
/** A decision bears the time at which it was about to be committed: what is younger is read once more. */
const UNSETTLED_S = 60;

/** The last hour in buckets: read whole once, and then its end alone. */
@Injectable()
export class RecentRates {
  private known = new Map<number, RateBucket>();
  private readToS = 0;

  constructor(private readonly readRates: ReadRates) {}

  /** Buckets of the last hour, the oldest first; those without anything included. */
  async read(): Promise<readonly RateBucket[]> {
    const nowS = Math.floor(Date.now() / 1000 / RATE_BUCKET_S) * RATE_BUCKET_S;
    const firstS = nowS - SHOWN_S;
    const fromS = Math.max(firstS, this.readToS - UNSETTLED_S);
    for (const bucket of await this.readRates.since(new Date(fromS * 1000)))
      this.known.set(bucket.atS, bucket);
    this.readToS = nowS;
    this.known = new Map([...this.known].filter(([atS]) => atS >= firstS));
    const buckets: RateBucket[] = [];
    for (let atS = firstS; atS <= nowS; atS += RATE_BUCKET_S)
      buckets.push(this.known.get(atS) ?? nothingAt(atS));
    return buckets;
  }
}

function nothingAt(atS: number): RateBucket {
  return { atS, accepted: 0, completed: 0, duplicate: 0, conflict: 0, failed: 0 };
}
