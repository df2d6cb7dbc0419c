import { Metrics } from '@app/platform';
import { ShardQueues } from '@app/queue';
import { Injectable } from '@nestjs/common';

/** Tells which queues an operator has paused. Every worker tells the same: take the greatest, not the sum. */
@Injectable()
export class QueueMetrics {
  constructor(metrics: Metrics, queues: ShardQueues) {
    metrics.onAsked(['queue_paused'], async () => {
      const paused = Object.entries(await queues.paused());
      return { queue_paused: paused.map(([lane, is]) => ({ labels: { lane }, value: Number(is) })) };
    });
  }
}
