import fc from 'fast-check';
import { number } from '../../../libs/domain/src/testing/json-text';
import { SAVED_CLIENT } from '../ground';
import { serial } from './serial';

/** Valid items of every kind (docs/contract.md section 4), each with keys that no other has. */

export type Item = Readonly<Record<string, unknown>>;

const character = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), weight: 6 },
  {
    arbitrary: fc.constantFrom('é', 'ß', '٣', '日', '🦊', '👩‍👧', '\u200b', '\u202e', '"', '\\', '/', '\u2028'),
    weight: 2,
  },
  { arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), weight: 1 },
);
/** Any characters but NUL, at least one. */
const text = fc
  .array(character, { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join('').replaceAll('\0', '0'));
/** A key: no control characters, no white space at its ends. */
const key = fc
  .array(character, { maxLength: 8 })
  .map((characters) => `k${characters.join('').replace(/\p{Cc}/gu, '')}-${serial()}`);

const dayMs = 86_400_000;
const day = fc.integer({ min: -700_000, max: 2_900_000 }).map((days) => isoDay(days * dayMs));
const clock = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const fraction = fc.constantFrom('', '.0', '.5', '.123', '.123456789');
const offset = fc.constantFrom('', 'Z', '+00:00', '-00:00', '+14:00', '-23:59', '+05:30');
const time = fc.oneof(
  day,
  fc.tuple(day, clock, fraction, offset).map(([date, at, after, zone]) => `${date}T${at}${after}${zone}`),
);

function isoDay(ms: number): string {
  return new Date(ms).toISOString().replace(/T.*/, '');
}

const PAST_YEARS = { min: 1_000, max: 2_025 };
/** One calendar month or one calendar day of the past, in all spellings. */
const period = fc
  .record({
    year: fc.integer(PAST_YEARS),
    month: fc.integer({ min: 1, max: 6 }),
    dayOfMonth: fc.integer({ min: 0, max: 28 }),
    zone: fc.constantFrom('', 'Z', '+01:00', '-09:30'),
    start: fc.constantFrom('T00:00:00', 'T00:00:00.000', 'T00:00:00:000'),
    end: fc.constantFrom('T23:59:59.999', 'T23:59:59:999'),
    names: fc.constantFrom(
      ['start_time', 'end_time'],
      ['start_date', 'end_date'],
      ['start_time', 'end_date'],
    ),
  })
  .map(({ year, month, dayOfMonth, zone, start, end, names: [startName = '', endName = ''] }) => {
    const isMonth = dayOfMonth === 0;
    const first = isoDay(Date.UTC(year, month - 1, isMonth ? 1 : dayOfMonth));
    const last = isMonth ? isoDay(Date.UTC(year, month, 0)) : first;
    return { [startName]: `${first}${start}${zone}`, [endName]: `${last}${end}${zone}` };
  });

/** Amount and count of one sign: both positive, both negative or both zero. */
const money = fc.oneof(
  fc.constantFrom(
    { total_amount: number('0'), transaction_count: number('-0') },
    { total_amount: '0.0000', transaction_count: number('0e9') },
    { total_amount: number('999999999999999.9999'), transaction_count: number('9007199254740992') },
    { total_amount: '-999999999999999.9999', transaction_count: number('-9007199254740992') },
    { total_amount: number('1e2'), transaction_count: number('1.50e1') },
    { total_amount: number('1.50000'), transaction_count: number('100e-2') },
  ),
  fc
    .record({
      sign: fc.constantFrom('', '-'),
      whole: fc.integer({ min: 1, max: 999_999_999 }),
      decimals: fc.constantFrom('', '.5', '.25', '.1234', '.00000'),
      asText: fc.boolean(),
      count: fc.integer({ min: 1, max: 1_000_000 }),
    })
    .map(({ sign, whole, decimals, asText, count }) => ({
      total_amount: asText ? `${sign}${whole}${decimals}` : number(`${sign}${whole}${decimals}`),
      transaction_count: number(`${sign}${count}`),
    })),
);

const identifiers = fc.uniqueArray(
  fc.record({ key: text, values: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  { maxLength: 3, selector: ({ key: name }) => name },
);

/** A partner client. */
export const validClient: fc.Arbitrary<Item> = fc.record(
  {
    partner_client_id: key,
    client_start_date: time,
    entity_type: fc.constantFrom(
      'SoleTrader',
      'LimitedCompany',
      'LLC',
      'LLP',
      'Partnership',
      'SoleProprietor',
    ),
    other_identifiers: identifiers,
  },
  { requiredKeys: ['partner_client_id', 'client_start_date', 'entity_type'] },
);

/** A revenue claim as it stands inside of its client. */
function innerClaim(currency: string): fc.Arbitrary<Item> {
  const rest = fc.record(
    {
      unique_reference: key,
      currency: fc.constant(currency),
      time_period: period,
      is_splittable: fc.boolean(),
      payment_channel: fc.record({ id: text, start_date: time }),
    },
    { requiredKeys: ['unique_reference', 'currency', 'time_period'] },
  );
  return fc.tuple(rest, money).map(([members, amounts]) => ({ ...members, ...amounts }));
}

/** A revenue claim of a saved client. */
export function validClaim(currency: string): fc.Arbitrary<Item> {
  return innerClaim(currency).map((members) => ({ partner_client_id: SAVED_CLIENT, ...members }));
}

/** A partner client with its claims. */
export function validClientWithClaims(currency: string): fc.Arbitrary<Item> {
  return fc
    .tuple(validClient, fc.array(innerClaim(currency), { minLength: 1, maxLength: 4 }))
    .map(([client, claims]) => ({ ...client, revenue_claims: claims }));
}

/** The same item with keys of its own. */
export function anew(item: Item): Item {
  const fresh = (members: Item, name: string): Item =>
    typeof members[name] === 'string' && members[name] !== SAVED_CLIENT
      ? { ...members, [name]: `k-${serial()}` }
      : members;
  const claims = item['revenue_claims'] as readonly Item[] | undefined;
  const renewed = fresh(fresh(item, 'partner_client_id'), 'unique_reference');
  return claims === undefined
    ? renewed
    : { ...renewed, revenue_claims: claims.map((claim) => fresh(claim, 'unique_reference')) };
}
