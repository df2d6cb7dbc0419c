import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Batch } from './batch.entity';
import { PARTNER_ID } from './partner';
import { type JsonValue, SubmittedItem } from './submitted-item.entity';

/** One statement takes at most 65,535 parameters, and a row has three; larger chunks were not faster. */
const ROWS_PER_STATEMENT = 1000;

/** An item as it has been stored. */
export type StoredItem = Pick<SubmittedItem, 'batchId' | 'itemIndex' | 'content'>;

/** A batch as it has been stored. */
export interface StoredBatch {
  readonly id: string;
  readonly items: readonly StoredItem[];
}

/**
 * Stores a request's items, a bulk insert for every thousand.
 * @param manager of a transaction, which makes it all or nothing
 */
export async function storeBatch(
  manager: EntityManager,
  contents: readonly JsonValue[],
): Promise<StoredBatch> {
  const id: string = randomUUID();
  await manager.insert(Batch, { id, partnerId: PARTNER_ID });
  const items = contents.map((content, itemIndex) => ({ batchId: id, itemIndex, content }));
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(SubmittedItem)
      .values(items.slice(from, from + ROWS_PER_STATEMENT))
      .updateEntity(false)
      .execute();
  }
  return { id, items };
}
