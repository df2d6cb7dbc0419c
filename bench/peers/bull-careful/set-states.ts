import { type EntityManager, In } from 'typeorm';
import { type ItemState, SubmittedItem } from '../groundwork/submitted-item.entity';

/** One UPDATE for all items that got the same state. */
export async function setState(
  manager: EntityManager,
  batchId: string,
  itemIndexes: readonly number[],
  state: ItemState,
): Promise<void> {
  if (itemIndexes.length === 0) return;
  await manager.update(SubmittedItem, { batchId, itemIndex: In(itemIndexes), state: 'Pending' }, { state });
}

/** TypeORM has no UPDATE that gives each row a value of its own; $2 is an array of `{index, violations}` as JSON. */
const SET_FAILED = `
  UPDATE submitted_items AS item SET state = 'Failed', violations = failed.violations
  FROM json_to_recordset($2) AS failed (index int, violations json)
  WHERE item.batch_id = $1 AND item.item_index = failed.index AND item.state = 'Pending'`;

export interface FailedItem {
  readonly itemIndex: number;
  readonly violations: readonly string[];
}

/** One UPDATE for all items that violate a rule, each with its words. */
export async function setFailed(
  manager: EntityManager,
  batchId: string,
  items: readonly FailedItem[],
): Promise<void> {
  if (items.length === 0) return;
  const failed = items.map(({ itemIndex, violations }) => ({ index: itemIndex, violations }));
  await manager.query(SET_FAILED, [batchId, JSON.stringify(failed)]);
}
