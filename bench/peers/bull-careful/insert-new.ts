import type { EntityManager } from 'typeorm';
import { PartnerClient, recordOf } from '../groundwork/partner-client.entity';
import type { PartnerClientDto } from '../groundwork/partner-client.dto';

export interface ValidItem {
  readonly itemIndex: number;
  readonly client: PartnerClientDto;
}

/**
 * Saves the records whose key is new, with one statement. In the order of their keys: chunks that share keys would otherwise
 * wait for one another in a circle.
 * @returns the indexes of the items whose records were saved; the first one's of several with the same key
 */
export async function insertNew(
  manager: EntityManager,
  batchId: string,
  items: readonly ValidItem[],
): Promise<Set<number>> {
  if (items.length === 0) return new Set();
  const firstByKey = new Map<string, ValidItem>();
  for (const item of items) {
    const key = item.client.partner_client_id;
    if (!firstByKey.has(key)) firstByKey.set(key, item);
  }
  const inOrder = [...firstByKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(PartnerClient)
    .values(inOrder.map(([, { client, itemIndex }]) => recordOf(client, { batchId, itemIndex })))
    .orIgnore()
    .updateEntity(false)
    .returning('partner_client_id')
    .execute();
  const saved = new Set(
    (inserted.raw as { partner_client_id: string }[]).map((row) => row.partner_client_id),
  );
  return new Set(inOrder.filter(([key]) => saved.has(key)).map(([, { itemIndex }]) => itemIndex));
}
