import { type Candidate, RECORD_KINDS, type Row } from '@app/domain';
import { sqlState } from '../connections/database-errors';
import { type Transaction } from '../connections/transaction';
import { RECORD_TABLES } from '../records/record-tables';
import { type ClaimedShard } from './claim-shard';
import { COPY_FROM_ITEMS } from './copy-or-insert';
import { copyField, inChunks } from './copy-text';
import { compareKeys } from './key-order';

/** A record that was there already: its columns, and the item that it was saved from. */
export interface SavedRecord {
  readonly row: Row;
  readonly statusCheckId: string;
  readonly index: number;
}

type Shard = Pick<ClaimedShard, 'batchId' | 'recordKind'>;
type Found = Map<Candidate, SavedRecord>;

const UNIQUE_VIOLATION = '23505';

/**
 * Saves every candidate whose key is not saved yet (contract section 3, steps 5 and 7).
 * @returns the others, each with the record that stands in its way; all candidates that are not in it are saved
 */
export async function saveRecords(
  transaction: Transaction,
  shard: Shard,
  candidates: readonly Candidate[],
): Promise<Found> {
  const inOrder = [...candidates].sort((a, b) => compareKeys(a.key, b.key));
  if (inOrder.length < COPY_FROM_ITEMS) return insertNew(transaction, shard, inOrder);
  // All keys, not a sample: partners send data again, and a single collision would undo the whole COPY.
  const found = await lookUp(transaction, shard, inOrder);
  const fresh = inOrder.filter((candidate) => !found.has(candidate));
  const late =
    fresh.length < COPY_FROM_ITEMS
      ? await insertNew(transaction, shard, fresh)
      : await copyOrInsert(transaction, shard, fresh);
  return new Map([...found, ...late]);
}

/** COPY; when another transaction has saved one of the keys since the look-up, the slower statement that bears it. */
async function copyOrInsert(
  transaction: Transaction,
  shard: Shard,
  fresh: readonly Candidate[],
): Promise<Found> {
  const { batchId, recordKind } = shard;
  const toLine = ({ index, row }: Candidate): string => {
    let line = '';
    for (const value of row) line += `${copyField(value)}\t`;
    return `${line}${batchId}\t${index}\n`;
  };
  try {
    await transaction.savepoint(() =>
      transaction.copy(RECORD_TABLES[recordKind].copy, inChunks(fresh, toLine)),
    );
    return new Map();
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return insertNew(transaction, shard, fresh);
  }
}

/** Inserts what is not there yet and looks up the rest. */
async function insertNew(
  transaction: Transaction,
  shard: Shard,
  candidates: readonly Candidate[],
): Promise<Found> {
  if (candidates.length === 0) return new Map();
  const { columns } = RECORD_KINDS[shard.recordKind];
  const records = candidates.map(({ index, row }) => ({
    ...Object.fromEntries(columns.map((column, position) => [column, row[position] ?? null])),
    item_index: index,
  }));
  const inserted = await transaction.query<{ item_index: number }>(
    RECORD_TABLES[shard.recordKind].insertNew,
    [JSON.stringify(records), shard.batchId],
  );
  if (inserted.length === candidates.length) return new Map();
  const saved = new Set(inserted.map((row) => row.item_index));
  const others = candidates.filter(({ index }) => !saved.has(index));
  const found = await lookUp(transaction, shard, others);
  // A record that was in the way and is gone now was erased in between: there is room again.
  const again = others.filter((candidate) => !found.has(candidate));
  return again.length === 0 ? found : new Map([...found, ...(await insertNew(transaction, shard, again))]);
}

async function lookUp(
  transaction: Transaction,
  shard: Shard,
  candidates: readonly Candidate[],
): Promise<Found> {
  const { columns } = RECORD_KINDS[shard.recordKind];
  const rows = await transaction.query<
    Record<string, string | null> & { position: number; item_index: number; status_check_id: string }
  >(RECORD_TABLES[shard.recordKind].lookUp, [candidates.map(({ key }) => key)]);
  const found: Found = new Map();
  for (const row of rows) {
    const candidate = candidates[row.position - 1];
    if (candidate === undefined) continue;
    found.set(candidate, {
      row: columns.map((column) => row[column] ?? null),
      statusCheckId: row.status_check_id,
      index: row.item_index,
    });
  }
  return found;
}
