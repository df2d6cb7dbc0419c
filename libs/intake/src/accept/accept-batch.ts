import { Injectable, Logger } from '@nestjs/common';
import { type NewShard, StoreBatch } from '@app/persistence';
import {
  addLogFields,
  addSpanAttributes,
  Configuration,
  currentTraceparent,
  inSpan,
  Metrics,
  millisecondsSince,
} from '@app/platform';
import { v7 as uuidV7 } from 'uuid';
import { encodePayload } from '../payload/encode-payload';
import { writeShardText } from '../payload/shard-text';
import { ReleaseShards } from '../release/release-shards';
import { countAccepted } from './count-accepted';
import { cutBody } from './cut-body';
import { type CutShard, SHARD_LIMITS } from './cut-shards';
import { idempotencyOf, sameRequest, withinIdempotency } from './idempotency';
import { type Submission } from './submission';

/** A batch that is stored durably: its id, and the prefix of its status route. */
export interface Accepted {
  readonly statusCheckId: string;
  readonly uriPrefix: string;
  /** Items that this request has added: none, when it repeats an earlier one. */
  readonly newItems: number;
}

/** Shards compressed at a time: enough to keep a second core busy while the next one is written. */
const COMPRESSED_AT_A_TIME = 2;

/** Takes a request in to be decided later: splits it, stores it in one transaction, and asks for its release. */
@Injectable()
export class AcceptBatch {
  private readonly log = new Logger(AcceptBatch.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly storeBatch: StoreBatch,
    private readonly releaseShards: ReleaseShards,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Once it resolves, the batch is durable (docs/architecture.md, invariant 1).
   * @throws RequestRefused for the envelope errors of docs/contract.md section 5; nothing is stored then
   */
  accept(submission: Submission): Promise<Accepted> {
    return inSpan('accept batch', { attributes: { record_kind: submission.kind } }, () =>
      this.splitAndStore(submission),
    );
  }

  private async splitAndStore(submission: Submission): Promise<Accepted> {
    const begunMs = performance.now();
    const { partnerId, kind, body, uriPrefix } = submission;
    const cut = await cutBody(submission, this.configuration, SHARD_LIMITS);
    const shards = await encodeShards(body, cut);
    const itemCount = shards.reduce((sum, shard) => sum + shard.itemCount, 0);
    const statusCheckId = uuidV7();
    const earlier = await withinIdempotency(this.configuration, () =>
      this.storeBatch.store({
        partnerId,
        statusCheckId,
        recordKind: kind,
        itemCount,
        shards,
        traceContext: currentTraceparent(),
        ...idempotencyOf(submission, this.configuration),
      }),
    );
    if (earlier !== null) return { ...sameRequest(earlier), newItems: 0 };
    addLogFields({ batch_id: statusCheckId });
    const facts = { record_kind: kind, items: itemCount, shards: shards.length, bytes: body.length };
    addSpanAttributes({ batch_id: statusCheckId, ...facts });
    this.log.log({ ...facts, duration_ms: millisecondsSince(begunMs) }, 'batch accepted');
    countAccepted(this.metrics, kind, itemCount, begunMs);
    this.releaseShards.request(partnerId);
    return { statusCheckId, uriPrefix, newItems: itemCount };
  }
}

async function encodeShards(body: Buffer, shards: readonly CutShard[]): Promise<readonly NewShard[]> {
  const encoded: NewShard[] = [];
  for (let from = 0; from < shards.length; from += COMPRESSED_AT_A_TIME) {
    const some = shards.slice(from, from + COMPRESSED_AT_A_TIME);
    encoded.push(
      ...(await Promise.all(
        some.map(async ({ firstIndex, itemCount, header, lines }) => ({
          firstIndex,
          itemCount,
          payload: await encodePayload(writeShardText(header, body, lines)),
        })),
      )),
    );
  }
  return encoded;
}
