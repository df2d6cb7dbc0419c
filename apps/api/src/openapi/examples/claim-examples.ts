import { alreadySaved, unknownClient } from '@app/domain';
import { type ExampleBatch } from './example-batch';
import { type Series } from './series';

const JANUARY = { start_time: '2025-01-01T00:00:00.000Z', end_time: '2025-01-31T23:59:59.999Z' };
const ONE_DAY = { start_date: '2025-01-15T00:00:00', end_date: '2025-01-15T23:59:59:999' };

/** What a claim says beside whose it is. */
export function claimContent(key: string, amount: number | string = 1250.5, count = 42): object {
  return {
    unique_reference: key,
    currency: 'GBP',
    time_period: JANUARY,
    total_amount: amount,
    transaction_count: count,
  };
}

function claim(key: string, clientKey: string, amount?: number | string, count?: number): object {
  return { ...claimContent(key, amount, count), partner_client_id: clientKey };
}

/** Two claims that are new: one with all its members, for a day, and one of returned money. Of clients of `newClients`. */
export function newClaims({ batch, client, claim: reference }: Series): ExampleBatch {
  return {
    id: batch(3),
    kind: 'revenue-claims',
    items: [
      {
        ...claim(reference(1), client(1)),
        time_period: ONE_DAY,
        is_splittable: true,
        payment_channel: { id: 'card-terminal-7', start_date: '2024-06-01' },
      },
      claim(reference(2), client(2), '-99.9900', -3),
    ],
  };
}

/** Claims of every state, sent after `newClaims`. */
export function claimsOfEveryState({ batch, client, claim: reference }: Series): ExampleBatch {
  const saved = alreadySaved({
    keyMember: 'unique_reference',
    same: true,
    statusCheckId: batch(3),
    index: 1,
  });
  const nobody = client(99);
  return {
    id: batch(4),
    kind: 'revenue-claims',
    items: [
      claim(reference(3), client(1)),
      claim(reference(3), client(1)),
      claim(reference(4), client(1), 10),
      claim(reference(4), client(1), 20),
      { ...claim(reference(5), client(1), 1.23456, -1), currency: 'EUR' },
      claim(reference(6), nobody),
      claim(reference(2), client(2), '-99.99', -3),
    ],
    bySaved: {
      [reference(6)]: { state: 'Failed', problem: unknownClient(nobody) },
      [reference(2)]: { state: 'Duplicate', problem: saved },
    },
  };
}
