import { type ClaimedShard, TRANSACTION_SPAN } from '@app/persistence';
import { inSpan, type SpanStart } from '@app/platform';

/**
 * Decides within the trace that accepted the batch. Which one that is stands in the claimed row, and not in the job, whose word is not
 * trusted: so the span begins when the job was taken, and what led to the claim is part of it.
 * @param begunMs `performance.now()` then
 */
export function traceDecision<T>(
  shard: ClaimedShard,
  attempt: number,
  begunMs: number,
  decide: () => Promise<T>,
): Promise<T> {
  const { statusCheckId, shardNo, recordKind, itemCount, traceContext } = shard;
  const start: SpanStart = {
    kind: 'consumer',
    parent: traceContext,
    sinceMs: begunMs,
    attributes: {
      batch_id: statusCheckId,
      shard: shardNo,
      attempt,
      record_kind: recordKind,
      items: itemCount,
    },
  };
  return inSpan('decide shard', start, decide);
}

/** As `inSpan`, for the rest of a transaction that began with the claim, up to its commit. */
export function traceTransaction<T>(begunMs: number, decideAndCommit: () => Promise<T>): Promise<T> {
  return inSpan('transaction', { ...TRANSACTION_SPAN, sinceMs: begunMs }, decideAndCommit);
}
