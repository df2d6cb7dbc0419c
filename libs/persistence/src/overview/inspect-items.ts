import { Injectable } from '@nestjs/common';
import { type ItemState, type Problem } from '@app/domain';
import { type EncodedPayload } from '../accept/store-batch';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';
import { type InspectedBatch } from './inspect-batch';

/** What became of an item. */
export interface InspectedItem {
  readonly index: number;
  readonly state: ItemState;
  readonly problems: readonly Problem[];
}

/** Along the primary key. $1 partner, $2 batch, $3 accepted_on, $4 first index, $5 most. */
const ALL: Statement = {
  name: 'inspect_items',
  text: `
    SELECT i.item_index, coalesce(r.state::text, 'Pending') AS state, r.problems
    FROM generate_series($4::int, $4::int + $5::int - 1) AS i (item_index) LEFT JOIN LATERAL (
      SELECT state, problems FROM item_results
      WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND item_index = i.item_index
    ) AS r ON true
    WHERE i.item_index < (SELECT item_count FROM batches WHERE partner_id = $1 AND id = $2)
    ORDER BY 1`,
};

/** The same, and $6 state: a batch's results are looked through from the first index on. */
const DECIDED: Statement = {
  name: 'inspect_decided_items',
  text: `
    SELECT item_index, state::text, problems FROM item_results
    WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND item_index >= $4 AND state = $6::item_state
    ORDER BY item_index LIMIT $5`,
};

/** As DECIDED, with $6 key: results have no index of keys, and so the search takes as long as the batch is large. */
const WITH_KEY: Statement = {
  name: 'inspect_items_with_key',
  text: `
    SELECT item_index, state::text, problems FROM item_results
    WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND item_index >= $4 AND key = $6
    ORDER BY item_index LIMIT $5`,
};

/** The items of undecided shards, without those that another shard has decided already. As ALL. */
const PENDING: Statement = {
  name: 'inspect_pending_items',
  text: `
    SELECT i.item_index, 'Pending' AS state, NULL::json AS problems
    FROM (
      SELECT first_index, item_count FROM shards
      WHERE partner_id = $1 AND batch_id = $2 AND decided_at IS NULL AND first_index + item_count > $4
      ORDER BY partner_id, batch_id, shard_no
    ) AS s CROSS JOIN LATERAL generate_series(greatest(s.first_index, $4), s.first_index + s.item_count - 1) AS i (item_index)
    WHERE NOT EXISTS (
      SELECT FROM item_results
      WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND item_index = i.item_index
    )
    LIMIT $5`,
};

/** $1 partner, $2 batch, $3 accepted_on, $4 shard numbers. */
const PAYLOADS: Statement = {
  name: 'inspect_payloads',
  text: `
    SELECT shard_no, encoding, payload FROM shard_payloads
    WHERE partner_id = $1 AND batch_id = $2 AND accepted_on = $3 AND shard_no = ANY ($4::int[])`,
};

interface ItemRow extends Record<string, unknown> {
  readonly item_index: number;
  readonly state: ItemState;
  readonly problems: readonly Problem[] | null;
}

interface PayloadRow extends Record<string, unknown> {
  readonly shard_no: number;
  readonly encoding: number;
  readonly payload: Buffer;
}

type Batch = Pick<InspectedBatch, 'partnerId' | 'batchId' | 'acceptedOn'>;

/** Reads items of a batch: what became of them, and what was sent. */
@Injectable()
export class InspectItems {
  constructor(private readonly path: DashboardPath) {}

  /** At most `most` items from an index on, in order. @param state null for all */
  async items(
    { partnerId, batchId, acceptedOn }: Batch,
    state: ItemState | null,
    from: number,
    most: number,
  ): Promise<readonly InspectedItem[]> {
    const values = [partnerId, batchId, acceptedOn, from, most];
    const rows = await this.path.transaction((transaction) => {
      if (state === null) return transaction.query<ItemRow>(ALL, values);
      if (state === 'Pending') return transaction.query<ItemRow>(PENDING, values);
      return transaction.query<ItemRow>(DECIDED, [...values, state]);
    });
    return rows.map(itemOf);
  }

  /** The decided items with a key, compared exactly, in whatever state. As `items`. */
  async withKey(
    { partnerId, batchId, acceptedOn }: Batch,
    key: string,
    from: number,
    most: number,
  ): Promise<readonly InspectedItem[]> {
    // PostgreSQL's text has no NUL.
    if (key.includes('\0')) return [];
    const rows = await this.path.transaction((transaction) =>
      transaction.query<ItemRow>(WITH_KEY, [partnerId, batchId, acceptedOn, from, most, key]),
    );
    return rows.map(itemOf);
  }

  /** The payloads of these shards by their numbers; without those that retention has deleted. */
  async payloads(
    { partnerId, batchId, acceptedOn }: Batch,
    shards: readonly number[],
  ): Promise<ReadonlyMap<number, EncodedPayload>> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<PayloadRow>(PAYLOADS, [partnerId, batchId, acceptedOn, shards]),
    );
    return new Map(
      rows.map(({ shard_no, encoding, payload }) => [shard_no, { encoding, bytes: payload }] as const),
    );
  }
}

function itemOf({ item_index: index, state, problems }: ItemRow): InspectedItem {
  return { index, state, problems: problems ?? [] };
}
