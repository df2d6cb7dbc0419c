import { type Erasure, type ItemsOfBatch } from '@app/intake';

/** So many items of a batch are named. */
const NAMED_ITEMS = 10;

/** What was erased, or would be, for people. */
export function erasureInWords(clientId: string, erasure: Erasure, dryRun: boolean): string {
  const { records, claims, items, elsewhere } = erasure;
  const nothing = records + claims + items.length === 0;
  return [
    nothing
      ? `Nothing of this client is kept for ${clientId}.`
      : `${dryRun ? 'Would erase' : 'Erased'} of ${clientId}: ${counted(records, 'record')}, ${counted(claims, 'claim')}, ${counted(countOf(items), 'item')} of ${counted(items.length, 'batch', 'batches')}.`,
    ...items.map(itemsInWords),
    ...(elsewhere.length === 0
      ? []
      : ['', 'Left alone, since they have this key elsewhere than in partner_client_id. Look at them:']),
    ...elsewhere.map(itemsInWords),
    ...(erasure.idempotencyKeys === 0
      ? []
      : [
          '',
          `The partner has written this key into ${counted(erasure.idempotencyKeys, 'Idempotency-Key')}, forgotten when their time is over.`,
        ]),
    ...(nothing || dryRun
      ? []
      : ['', 'Backups and WAL archives still have what they had, until their own time is over.']),
  ].join('\n');
}

/** The same for programs. */
export function erasureDocument(clientId: string, erasure: Erasure, dryRun: boolean): object {
  const { records, claims, items, elsewhere } = erasure;
  return {
    client_id: clientId,
    dry_run: dryRun,
    records,
    claims,
    items: countOf(items),
    batches: items.map(batchDocument),
    idempotency_keys: erasure.idempotencyKeys,
    left_alone: elsewhere.map(batchDocument),
  };
}

function batchDocument({ statusCheckId, indexes }: ItemsOfBatch): object {
  return { status_check_id: statusCheckId, indexes };
}

function itemsInWords({ statusCheckId, indexes }: ItemsOfBatch): string {
  const further = indexes.length - NAMED_ITEMS;
  const named = indexes.slice(0, NAMED_ITEMS).join(', ');
  return `  ${statusCheckId}: ${indexes.length === 1 ? 'item' : 'items'} ${named}${further > 0 ? ` and ${further} more` : ''}`;
}

function countOf(items: readonly ItemsOfBatch[]): number {
  return items.reduce((sum, { indexes }) => sum + indexes.length, 0);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
