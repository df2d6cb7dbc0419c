import { Backlog } from '@app/persistence';
import { Metrics } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Tells what waits to be decided. Every worker tells the same: take the greatest, not the sum. */
@Injectable()
export class BacklogMetrics {
  constructor(metrics: Metrics, backlog: Backlog) {
    metrics.onAsked(
      ['waiting_shards', 'waiting_items', 'waiting_partners', 'oldest_waiting_seconds', 'stalled_seconds'],
      async () => {
        const { shards, items, partners, oldestS, stalledS } = await backlog.read();
        const alone = (value: number) => [{ labels: {}, value }];
        return {
          waiting_shards: alone(shards),
          waiting_items: alone(items),
          waiting_partners: alone(partners),
          oldest_waiting_seconds: alone(oldestS),
          stalled_seconds: alone(stalledS),
        };
      },
    );
  }
}
