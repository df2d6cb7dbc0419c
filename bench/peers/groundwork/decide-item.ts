import type { DataSource, EntityManager } from 'typeorm';
import { checkClient } from './check-client';
import { PartnerClient, recordOf } from './partner-client.entity';
import type { PartnerClientDto } from './partner-client.dto';
import type { StoredItem } from './store-batch';
import { type ItemState, SubmittedItem } from './submitted-item.entity';

/**
 * Decides one item: an INSERT of the record, which its primary key refuses for a duplicate, and an UPDATE of the state, in one
 * transaction. The job carries the item. One that comes a second time changes nothing, since only what is `Pending` gets a state.
 */
export async function decideItem(database: DataSource, item: StoredItem): Promise<void> {
  const { client, violations } = checkClient(item.content);
  if (violations !== undefined) {
    await setState(database.manager, item, 'Failed', violations);
    return;
  }
  await database.transaction(async (manager) => {
    await setState(manager, item, (await insertNew(manager, client, item)) ? 'Completed' : 'Duplicate');
  });
}

/** @returns whether the record is new */
async function insertNew(
  manager: EntityManager,
  client: PartnerClientDto,
  item: StoredItem,
): Promise<boolean> {
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(PartnerClient)
    .values(recordOf(client, item))
    .orIgnore()
    .updateEntity(false)
    .returning('partner_client_id')
    .execute();
  return (inserted.raw as unknown[]).length === 1;
}

async function setState(
  manager: EntityManager,
  { batchId, itemIndex }: StoredItem,
  state: ItemState,
  violations: readonly string[] | null = null,
): Promise<void> {
  await manager.update(SubmittedItem, { batchId, itemIndex, state: 'Pending' }, { state, violations });
}
