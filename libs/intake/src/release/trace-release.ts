import { type ReleasedShard, type TraceContexts } from '@app/persistence';
import { recordSpan, tracingIsOn } from '@app/platform';
import { laneOf } from '@app/queue';

/**
 * Records, in the trace of each batch, that its shards were handed to Bull. A release serves batches of many traces, and may be another
 * process's than that which accepted them: which those are is asked for where traces are collected, and nowhere else. Nothing waits for
 * it, and where it fails a trace lacks these spans.
 * @param begunMs `performance.now()` when the release began
 */
export function traceRelease(
  contexts: TraceContexts,
  shards: readonly ReleasedShard[],
  begunMs: number,
): void {
  if (tracingIsOn) void recordRelease(contexts, shards, begunMs).catch(() => undefined);
}

async function recordRelease(
  contexts: TraceContexts,
  shards: readonly ReleasedShard[],
  begunMs: number,
): Promise<void> {
  for (const { shard, traceContext } of await contexts.of(shards)) {
    const { shardNo, itemCount, attempt } = shard;
    recordSpan('release shard', {
      kind: 'producer',
      parent: traceContext,
      sinceMs: begunMs,
      attributes: { shard: shardNo, attempt, lane: laneOf(itemCount), items: itemCount },
    });
  }
}
