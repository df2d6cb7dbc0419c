import type pg from 'pg';
import { expectedStates } from './contract-model';
import { type LedgerEntry } from './ledger';

/** Who contends for one key: how many items, and how many of them were completed. */
interface Contest {
  contenders: number;
  completed: number;
}

/**
 * Holds what is stored to what partners were told and to the contract.
 * @param owner a connection as the owner
 * @param entries of one run, in the order in which they were sent
 * @returns a sentence for each violation, and how many items of accepted requests are not there, with their whole batch
 */
export async function modelViolations(
  owner: pg.Client,
  entries: readonly LedgerEntry[],
): Promise<{ sentences: string[]; lost: number }> {
  const violations: string[] = [];
  let lost = 0;
  const contests = new Map<string, Contest>();
  const savedClients = new Set<string>();
  // Claims come after all clients: whether a client is saved is known then.
  const inOrder = [...entries].sort((a, b) => rank(a) - rank(b));
  let known = 0;
  for (const entry of inOrder) {
    const states = await storedStates(owner, entry, violations);
    if (states === null) {
      if (entry.statusCheckId !== undefined) lost += entry.items().length;
      continue;
    }
    known++;
    const { partner, kind, items, idempotencyKey } = entry;
    const { name, currency } = partner.credentials;
    const all = items();
    const expected = expectedStates(kind, all, {
      currency,
      isClientSaved: (key) => savedClients.has(`${name}\n${key}`),
    });
    if (states.length !== all.length) {
      violations.push(`${idempotencyKey} has ${states.length} results for ${all.length} items`);
    }
    expected.forEach((state, index) => {
      const found = states[index];
      if (typeof state === 'string') {
        if (found !== state)
          violations.push(`${idempotencyKey}, item ${index}: ${found ?? 'none'}, not ${state}`);
        return;
      }
      if (found === 'Completed' && kind !== 'revenue-claims')
        savedClients.add(`${name}\n${state.contendsFor}`);
      else if (found !== 'Completed' && found !== 'Duplicate') {
        violations.push(
          `${idempotencyKey}, item ${index}: ${found ?? 'none'}, neither Completed nor Duplicate`,
        );
      }
      const key = `${name}, ${kind === 'revenue-claims' ? 'claim' : 'client'} ${JSON.stringify(state.contendsFor)}`;
      const contest = contests.get(key) ?? { contenders: 0, completed: 0 };
      contest.contenders++;
      if (found === 'Completed') contest.completed++;
      contests.set(key, contest);
    });
  }
  for (const [key, { contenders, completed }] of contests) {
    if (completed !== 1) violations.push(`${key}: ${completed} of ${contenders} items completed`);
  }
  const { rows } = await owner.query<{ batches: string }>('SELECT count(*) AS batches FROM batches');
  if (Number(rows[0]?.batches) !== known) {
    violations.push(`${rows[0]?.batches ?? 'no'} batches are stored for ${known} requests`);
  }
  return { sentences: violations, lost };
}

function rank({ kind }: LedgerEntry): number {
  return kind === 'revenue-claims' ? 1 : 0;
}

/** The states of a request's items by index; null when it is not stored, which only a request may be that was never told 2xx. */
async function storedStates(
  owner: pg.Client,
  { partner, idempotencyKey, kind, statusCheckId }: LedgerEntry,
  violations: string[],
): Promise<(string | undefined)[] | null> {
  const { rows } = await owner.query<{
    id: string;
    partner_id: string;
    status_check_id: string;
    record_kind: string;
  }>(
    `SELECT b.id, b.partner_id, b.status_check_id, b.record_kind FROM idempotency_keys k
     JOIN partners p ON p.id = k.partner_id
     JOIN batches b ON b.partner_id = k.partner_id AND b.status_check_id = k.status_check_id
     WHERE p.client_id = $1 AND k.idempotency_key = $2`,
    [partner.credentials.client_id, idempotencyKey],
  );
  const [batch] = rows;
  if (batch === undefined) {
    if (statusCheckId !== undefined) violations.push(`${idempotencyKey} was accepted, and is not stored`);
    return null;
  }
  if (statusCheckId !== undefined && statusCheckId !== batch.status_check_id) {
    violations.push(`${idempotencyKey} was accepted under another id than that of its batch`);
  }
  if (batch.record_kind !== kind) violations.push(`${idempotencyKey} is stored as ${batch.record_kind}`);
  const results = await owner.query<{ item_index: number; state: string }>(
    'SELECT item_index, state FROM item_results WHERE partner_id = $1 AND batch_id = $2',
    [batch.partner_id, batch.id],
  );
  const states: (string | undefined)[] = [];
  for (const { item_index: index, state } of results.rows) states[index] = state;
  return states;
}
