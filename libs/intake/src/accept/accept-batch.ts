import { isUtf8 } from 'node:buffer';
import { Injectable, Logger } from '@nestjs/common';
import { RECORD_KINDS, type RecordKindName, RequestRefused } from '@app/domain';
import { IdempotencyKeyBusy, type NewShard, StoreBatch } from '@app/persistence';
import { addLogFields, Configuration } from '@app/platform';
import { v7 as uuidV7 } from 'uuid';
import { runGivingWay } from '../give-way';
import { encodePayload } from '../payload/encode-payload';
import { writeShardText } from '../payload/shard-text';
import { ReleaseShards } from '../release/release-shards';
import { type CutShard, cutShards } from './cut-shards';
import { requireIdempotencyKey } from './idempotency-key';
import { splitItems } from './split-items';

/** A request as the API received it. */
export interface Submission {
  readonly partnerId: string;
  readonly kind: RecordKindName;
  /** The inflated request body. */
  readonly body: Buffer;
  /** The route prefix that the caller used. */
  readonly uriPrefix: string;
  /** The key as it was sent, and the SHA-256 of the body. */
  readonly idempotency?: { readonly key: string; readonly bodySha256: Buffer };
}

/** A batch that is stored durably: its id, and the prefix of its status route. */
export interface Accepted {
  readonly statusCheckId: string;
  readonly uriPrefix: string;
}

/** Shards compressed at a time: enough to keep a second core busy while the next one is written. */
const COMPRESSED_AT_A_TIME = 2;
/** When a request whose idempotency key is in use should come again, in seconds. */
const BUSY_RETRY_S = 1;

/** Takes a request in: splits it, stores it in one transaction, and asks for its release. */
@Injectable()
export class AcceptBatch {
  private readonly log = new Logger(AcceptBatch.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly storeBatch: StoreBatch,
    private readonly releaseShards: ReleaseShards,
  ) {}

  /**
   * Once it resolves, the batch is durable (docs/architecture.md, invariant 1).
   * @throws RequestRefused for the envelope errors of contract section 5; nothing is stored then
   */
  async accept(submission: Submission): Promise<Accepted> {
    const { partnerId, kind, body, uriPrefix, idempotency } = submission;
    const items = await runGivingWay(
      splitItems(body, {
        maxItems: this.configuration.maxItems,
        maxDepth: this.configuration.maxDepth,
        keyMember: RECORD_KINDS[kind].keyMember,
      }),
    );
    if (!isUtf8(body)) throw new RequestRefused('invalid_utf8', 'The body is not valid UTF-8');
    // Only now: by the contract's order of checks, too many items come before a bad key.
    if (idempotency !== undefined) requireIdempotencyKey(idempotency.key);
    const shards = await this.encode(body, await runGivingWay(cutShards(body, items)));
    const statusCheckId = uuidV7();
    const earlier = await this.store({
      partnerId,
      statusCheckId,
      recordKind: kind,
      itemCount: items.count,
      shards,
      ...(idempotency && {
        idempotency: { ...idempotency, uriPrefix, waitMs: this.configuration.idempotencyWaitMs },
      }),
    });
    if (earlier !== null) {
      if (!earlier.sameRequest) {
        throw new RequestRefused(
          'idempotency_mismatch',
          'This Idempotency-Key was used before, with another route or another body',
        );
      }
      return earlier;
    }
    addLogFields({ batch_id: statusCheckId });
    this.log.log({ items: items.count, shards: shards.length, bytes: body.length }, 'batch accepted');
    this.releaseShards.request();
    return { statusCheckId, uriPrefix };
  }

  private async store(...batch: Parameters<StoreBatch['store']>): ReturnType<StoreBatch['store']> {
    try {
      return await this.storeBatch.store(...batch);
    } catch (error) {
      if (!(error instanceof IdempotencyKeyBusy)) throw error;
      throw new RequestRefused(
        'idempotency_in_progress',
        `The first request with this Idempotency-Key is still being processed after ${this.configuration.idempotencyWaitMs} ms`,
        BUSY_RETRY_S,
      );
    }
  }

  private async encode(body: Buffer, shards: readonly CutShard[]): Promise<readonly NewShard[]> {
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
}
