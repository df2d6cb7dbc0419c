import { type DecidedState, type ItemResult } from '@app/domain';
import { type Statement } from '../connections/statement';
import { type Transaction } from '../connections/transaction';
import { type DecidableShard } from './claim-shard';
import { COPY_AT_LEAST_ITEMS } from '../save/copy-or-insert';
import { copyField, inChunks } from '../save/copy-text';

const COPY_RESULTS = `COPY item_results (batch_id, item_index, accepted_on, state, key, problems) FROM STDIN`;

/** $1 results as JSON, $2 batch id, $3 accepted_on. */
const INSERT_RESULTS: Statement = {
  name: 'insert_results',
  text: `
    INSERT INTO own_item_results (batch_id, item_index, accepted_on, state, key, problems)
    SELECT $2, r.index, $3, r.state, r.key, r.problems::json
    FROM json_to_recordset($1) AS r (index int, state item_state, key text, problems text)`,
};

/** Marks the shard decided, with its counts by state. $1 batch id, $2 shard number, $3–$6 counts. */
const FINISH_SHARD: Statement = {
  name: 'finish_shard',
  text: `
    UPDATE shards SET decided_at = clock_timestamp(), completed = $3, duplicate = $4, conflict = $5, failed = $6
    WHERE batch_id = $1 AND shard_no = $2 AND decided_at IS NULL
    RETURNING decided_at`,
};

/** How many items of a shard ended in each state. */
export type StateCounts = Readonly<Record<DecidedState, number>>;

/** What is kept of a decided shard beside its results. */
export interface FinishedShard {
  readonly decidedAt: Date;
  readonly counts: StateCounts;
}

/** Writes every item's result, marks the shard decided and commits: from here on the decision stands. */
export async function finishShard(
  transaction: Transaction,
  shard: DecidableShard,
  results: readonly ItemResult[],
): Promise<FinishedShard> {
  const counts = countStates(results);
  const written = writeResults(transaction, shard, results);
  if (results.length >= COPY_AT_LEAST_ITEMS) await written;
  const finished = transaction.query<{ decided_at: Date }>(FINISH_SHARD, [
    shard.batchId,
    shard.shardNo,
    counts.Completed,
    counts.Duplicate,
    counts.Conflict,
    counts.Failed,
  ]);
  await transaction.commit(written, finished);
  const [row] = await finished;
  if (row === undefined) throw new Error(`shard ${shard.shardNo} of batch ${shard.batchId} was not held`);
  return { decidedAt: row.decided_at, counts };
}

function countStates(results: readonly ItemResult[]): StateCounts {
  const counts = { Completed: 0, Duplicate: 0, Conflict: 0, Failed: 0 };
  for (const { state } of results) counts[state]++;
  return counts;
}

function writeResults(
  transaction: Transaction,
  { batchId, acceptedOn }: DecidableShard,
  results: readonly ItemResult[],
): Promise<unknown> {
  if (results.length >= COPY_AT_LEAST_ITEMS) {
    return transaction.copy(
      COPY_RESULTS,
      inChunks(
        results,
        ({ index, state, key, problems }) =>
          `${batchId}\t${index}\t${acceptedOn}\t${state}\t${copyField(key)}\t${copyField(problemsText(problems))}\n`,
      ),
    );
  }
  const rows = results.map(({ index, state, key, problems }) => ({
    index,
    state,
    key,
    problems: problemsText(problems),
  }));
  return transaction.query(INSERT_RESULTS, [JSON.stringify(rows), batchId, acceptedOn]);
}

function problemsText(problems: ItemResult['problems']): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems);
}
