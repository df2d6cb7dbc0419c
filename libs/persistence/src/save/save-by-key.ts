import { type Row } from '@app/domain';
import { sqlState } from '../connections/database-errors';
import { type Transaction } from '../connections/transaction';
import { statusCheckIds } from '../records/batches-of-records';
import { type RecordTable } from '../records/record-table';
import { COPY_AT_LEAST_ITEMS } from './copy-or-insert';
import { copyField, inChunks } from './copy-text';
import { compareKeys } from './key-order';

/** A record to be saved under its key, and the item that it comes from. */
export interface NewRecord {
  readonly key: string;
  readonly index: number;
  readonly row: Row;
}

/** A record that was there already: its columns, and the item that it was saved from. */
export interface SavedRecord {
  readonly row: Row;
  readonly statusCheckId: string;
  readonly index: number;
}

/** Where records go: the table, and the batch that they come from. */
export interface Target {
  readonly table: RecordTable;
  readonly batchId: string;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Saves every record whose key is not saved yet.
 * @param records with distinct keys
 * @returns the others, each with the record that stands in its way; all records that are not in it are saved
 */
export async function saveByKey<R extends NewRecord>(
  transaction: Transaction,
  target: Target,
  records: readonly R[],
): Promise<Map<R, SavedRecord>> {
  const inOrder = [...records].sort((a, b) => compareKeys(a.key, b.key));
  if (inOrder.length < COPY_AT_LEAST_ITEMS) return insertNew(transaction, target, inOrder);
  // All keys, not a sample: partners send data again, and a single collision would undo the whole COPY.
  const found = await lookUp(transaction, target.table, inOrder);
  const fresh = inOrder.filter((record) => !found.has(record));
  const late =
    fresh.length < COPY_AT_LEAST_ITEMS
      ? await insertNew(transaction, target, fresh)
      : await copyOrInsert(transaction, target, fresh);
  return new Map([...found, ...late]);
}

/** A saved record as a table's look-up gives it: where it comes from, and its columns as text, the key first. */
type Found = [index: number, batchId: string, key: string, ...others: Row];

/** The saved record of each key that has one. */
export async function lookUp<R extends NewRecord>(
  transaction: Transaction,
  { lookUp: statement }: RecordTable,
  records: readonly R[],
): Promise<Map<R, SavedRecord>> {
  const rows = await transaction.queryLists<Found>(statement, [records.map(({ key }) => key)]);
  const found = new Map<R, SavedRecord>();
  if (rows.length === 0) return found;
  const batches = await statusCheckIds(transaction, new Set(rows.map(([, batchId]) => batchId)));
  const byKey = new Map(rows.map((row) => [row[2], row]));
  for (const record of records) {
    const saved = byKey.get(record.key);
    if (saved === undefined) continue;
    const [index, batchId, ...row] = saved;
    const statusCheckId = batches.get(batchId);
    if (statusCheckId === undefined) throw new Error(`batch ${batchId} of a saved record is not there`);
    found.set(record, { row, statusCheckId, index });
  }
  return found;
}

/** COPY; when another transaction has saved one of the keys since the look-up, the slower statement that bears it. */
async function copyOrInsert<R extends NewRecord>(
  transaction: Transaction,
  target: Target,
  fresh: readonly R[],
): Promise<Map<R, SavedRecord>> {
  const toLine = ({ index, row }: NewRecord): string => {
    let line = '';
    for (const value of row) line += `${copyField(value)}\t`;
    return `${line}${target.batchId}\t${index}\n`;
  };
  try {
    await transaction.savepoint(() => transaction.copy(target.table.copy, inChunks(fresh, toLine)));
    return new Map();
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return insertNew(transaction, target, fresh);
  }
}

/** Inserts what is not there yet and looks up the rest. */
async function insertNew<R extends NewRecord>(
  transaction: Transaction,
  target: Target,
  records: readonly R[],
): Promise<Map<R, SavedRecord>> {
  if (records.length === 0) return new Map();
  const { table, batchId } = target;
  const rows = records.map(({ index, row }) => ({
    ...Object.fromEntries(table.columns.map((column, position) => [column, row[position] ?? null])),
    item_index: index,
  }));
  const inserted = await transaction.query<{ key: string }>(table.insertNew, [JSON.stringify(rows), batchId]);
  if (inserted.length === records.length) return new Map();
  const saved = new Set(inserted.map(({ key }) => key));
  const others = records.filter(({ key }) => !saved.has(key));
  const found = await lookUp(transaction, table, others);
  // A record that was in the way and is gone now was erased in between: there is room again.
  const again = others.filter((record) => !found.has(record));
  if (again.length === 0) return found;
  return new Map([...found, ...(await insertNew(transaction, target, again))]);
}
