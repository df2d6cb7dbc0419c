import { Injectable, Logger } from '@nestjs/common';
import { RECORD_KINDS, RequestRefused } from '@app/domain';
import {
  claimIdempotencyKey,
  type DecidableShard,
  type EarlierUse,
  IdempotencyKeyBusy,
  insertBatch,
  isDatabaseAway,
  type NewBatch,
  type StoredBatch,
  SyncPath,
  type Transaction,
} from '@app/persistence';
import {
  addLogFields,
  addSpanAttributes,
  Configuration,
  currentTraceparent,
  inSpan,
  Metrics,
  millisecondsSince,
  Recoveries,
} from '@app/platform';
import { v7 as uuidV7 } from 'uuid';
import { classifyInTime } from '../careful/classify-in-time';
import { countDecision } from '../decide/count-decision';
import { decideCarefullyWithin, decideWithin, type Decision } from '../decide/decide-within';
import { type Question } from '../decide/question';
import { encodePayload } from '../payload/encode-payload';
import { itemsToDecide, ownTexts, writeShardText } from '../payload/shard-text';
import { decidedView, problemTexts } from '../read/decided-view';
import { ReadStatusDocument } from '../read/read-status-document';
import { countAccepted } from './count-accepted';
import { cutBody } from './cut-body';
import { ONE_SHARD } from './cut-shards';
import { idempotencyOf, sameRequest, withinIdempotency } from './idempotency';
import { type Submission } from './submission';

/** A submission of the synchronous route, whose partner is known with its currency. */
export interface SyncSubmission extends Submission {
  /** ISO 4217: the currency agreed with the partner. */
  readonly currency: string;
}

/** A batch that was decided within its request. */
export interface DecidedAtOnce {
  /** The status document, in which no item is pending, as JSON text in pieces. */
  readonly document: AsyncIterable<string>;
  /** As of `Accepted`. */
  readonly newItems: number;
}

type Decide = (transaction: Transaction, shard: DecidableShard) => Promise<Decision>;

/** Takes a request in and decides it within the request: the same pipeline as elsewhere, without the queue. */
@Injectable()
export class DecideAtOnce {
  private readonly log = new Logger(DecideAtOnce.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly syncPath: SyncPath,
    private readonly readStatusDocument: ReadStatusDocument,
    private readonly recoveries: Recoveries,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Stores and decides the batch in one transaction.
   * @throws RequestRefused for the envelope errors of docs/contract.md section 5, and `no_room` when items that end the process that looks at
   *   them take too long; nothing is stored then
   */
  run(submission: SyncSubmission): Promise<DecidedAtOnce> {
    return inSpan('decide batch at once', { attributes: { record_kind: submission.kind } }, () =>
      this.storeAndAnswer(submission),
    );
  }

  private async storeAndAnswer(submission: SyncSubmission): Promise<DecidedAtOnce> {
    const begunMs = performance.now();
    const { maxDepth, syncMaxItems, entityTypes } = this.configuration;
    const { partnerId, kind, body, currency } = submission;
    const [cut] = await cutBody(submission, { maxItems: syncMaxItems, maxDepth }, ONE_SHARD);
    if (cut === undefined) throw new Error('a batch has at least one shard');
    const { itemCount } = cut;
    const bytes = writeShardText(cut.header, body, cut.lines);
    const text = bytes.toString('utf8');
    const batch: NewBatch = {
      partnerId,
      statusCheckId: uuidV7(),
      recordKind: kind,
      itemCount,
      shards: [{ firstIndex: 0, itemCount, payload: await encodePayload(bytes) }],
      traceContext: currentTraceparent(),
      ...idempotencyOf(submission, this.configuration),
    };
    const question: Question = {
      kind,
      items: itemsToDecide(text, 0, itemCount),
      context: { entityTypes, currency, now: new Date() },
    };
    const outcome = await withinIdempotency(this.configuration, () => this.storeAndDecide(batch, question));
    if ('sameRequest' in outcome) {
      const { statusCheckId } = sameRequest(outcome);
      const { resource } = RECORD_KINDS[kind];
      const document = await this.readStatusDocument.whole({ partnerId, resource, statusCheckId });
      return { document, newItems: 0 };
    }
    addLogFields({ batch_id: batch.statusCheckId });
    countAccepted(this.metrics, kind, itemCount, begunMs);
    countDecision(this.metrics, kind, outcome.decision);
    const facts = { record_kind: kind, items: itemCount, bytes: body.length };
    addSpanAttributes({ batch_id: batch.statusCheckId, ...facts });
    this.log.log(
      { ...facts, counts: outcome.decision.counts, duration_ms: millisecondsSince(begunMs) },
      'batch decided at once',
    );
    const view = decidedView(batch, outcome.stored, outcome.decision);
    const document = this.readStatusDocument.compose(view, {
      texts: ownTexts(text, itemCount),
      problems: problemTexts(outcome.decision),
    });
    return { document, newItems: itemCount };
  }

  private async storeAndDecide(
    batch: NewBatch,
    question: Question,
  ): Promise<EarlierUse | { readonly stored: StoredBatch; readonly decision: Decision }> {
    try {
      return await this.inOneTransaction(batch, (transaction, shard) =>
        decideWithin(transaction, shard, question),
      );
    } catch (error) {
      if (error instanceof RequestRefused || error instanceof IdempotencyKeyBusy || isDatabaseAway(error)) {
        throw error;
      }
      // An item may have made the code throw: once more, in a way that one bad item cannot spoil.
      this.recoveries.tell('decided_carefully', { err: error });
      const classified = await classifyInTime(batch.partnerId, question, this.recoveries);
      return this.inOneTransaction(batch, (transaction, shard) =>
        decideCarefullyWithin(transaction, shard, classified, this.recoveries),
      );
    }
  }

  private inOneTransaction(
    batch: NewBatch,
    decide: Decide,
  ): Promise<EarlierUse | { readonly stored: StoredBatch; readonly decision: Decision }> {
    return this.syncPath.transaction(batch.partnerId, async (transaction) => {
      const earlier = await claimIdempotencyKey(transaction, batch);
      if (earlier !== null) return earlier;
      const stored = await insertBatch(transaction, batch);
      const shard = { ...stored, shardNo: 0, recordKind: batch.recordKind };
      return { stored, decision: await decide(transaction, shard) };
    });
  }
}
