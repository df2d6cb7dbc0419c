import { jsonText } from '../../libs/domain/src/testing/json-text';
import { client } from './clients';

export { jsonText, number } from '../../libs/domain/src/testing/json-text';

export type Changes = Readonly<Record<string, unknown>>;

/** The period of a claim, with its ends as they are written. */
export const period = (start: string, end: string): Changes => ({
  time_period: { start_time: start, end_time: end },
});
const JANUARY = period('2025-01-01T00:00:00.000Z', '2025-01-31T23:59:59.999Z');

/** A valid revenue claim in GBP as it stands inside of its client; undefined leaves a member out. */
export function claim(key: string, changes: Changes = {}): Changes {
  return {
    unique_reference: key,
    currency: 'GBP',
    ...JANUARY,
    total_amount: 1234.5,
    transaction_count: 3,
    ...changes,
  };
}

/** The same as it is sent on its own, naming its client. */
export function claimOf(clientKey: string, key: string, changes: Changes = {}): Changes {
  return claim(key, { partner_client_id: clientKey, ...changes });
}

/** A valid partner client with these claims; a text stands for a valid claim with this key. */
export function clientWith(
  key: string,
  claims: readonly (Changes | string)[],
  changes: Changes = {},
): Changes {
  return {
    ...client(key),
    revenue_claims: claims.map((one) => (typeof one === 'string' ? claim(one) : one)),
    ...changes,
  };
}

/** A request body of items; one that is a text already stays as it is, and every `number` keeps its characters. */
export function bodyOf(items: readonly unknown[]): string {
  return `[${items.map((item) => (typeof item === 'string' ? item : jsonText(item))).join(',')}]`;
}
