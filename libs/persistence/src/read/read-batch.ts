import { Injectable } from '@nestjs/common';
import { type RecordKindName } from '@app/domain';
import { type EncodedPayload } from '../accept/store-batch';
import { PartnerPath } from '../connections/partner-path';
import { type Statement } from '../connections/statement';
import { type BatchView, type ItemWindow } from './batch-view';
import { selectPayload } from './select-payload';
import { selectHead, selectShards } from './select-view';

/** What a shard's part of the document is made of beside its view. Nothing of it ever changes once it is there, but for what is erased. */
export interface ShardContent {
  readonly payload: EncodedPayload;
  /** The problems of the items that have some, as JSON text, by item index. */
  readonly problems: ReadonlyMap<number, string>;
}

/**
 * Results are written once and never change but when an item is erased, so that reading them later shows the same moment as long as only
 * items are asked about that were decided then. $1 batch id, $2 accepted_on, $3 first index, $4 index behind the last.
 */
const SELECT_PROBLEMS: Statement = {
  name: 'select_problems',
  text: `
    SELECT item_index, problems::text AS problems FROM own_item_results
    WHERE batch_id = $1 AND accepted_on = $2 AND item_index >= $3 AND item_index < $4 AND problems IS NOT NULL`,
};

/** Reads a batch for its status document. Every call is a transaction of its own, so that a slow reader holds none open. */
@Injectable()
export class ReadBatch {
  constructor(private readonly partnerPath: PartnerPath) {}

  /** One moment's view, or null where this partner has no such batch of one of these kinds. States are read in the window only. */
  async view(
    partnerId: string,
    statusCheckId: string,
    kinds: readonly RecordKindName[],
    window: ItemWindow,
  ): Promise<BatchView | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const head = await selectHead(transaction, statusCheckId, kinds);
      if (head === null) return null;
      const shards = selectShards(transaction, head, window);
      await transaction.commit(shards);
      return { ...head, ...(await shards) };
    });
  }

  /** The content of one shard, with the problems within the window; null where retention has deleted it. */
  async content(
    partnerId: string,
    batch: Pick<BatchView, 'batchId' | 'acceptedOn'>,
    shardNo: number,
    { from, to }: ItemWindow,
  ): Promise<ShardContent | null> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const payload = selectPayload(transaction, { ...batch, shardNo });
      const problems = transaction.query<{ item_index: number; problems: string }>(SELECT_PROBLEMS, [
        batch.batchId,
        batch.acceptedOn,
        from,
        to,
      ]);
      await transaction.commit(payload, problems);
      const stored = await payload;
      if (stored === null) return null;
      const rows = await problems;
      return { payload: stored, problems: new Map(rows.map((row) => [row.item_index, row.problems])) };
    });
  }
}
