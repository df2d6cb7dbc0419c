import { classify } from '../classify/classify';
import { type DecidedState } from '../items/item-state';
import { RECORD_KINDS } from '../kinds';
import { type RecordKindName } from '../kinds/record-kind';
import { erased } from '../problems/erased';
import { innerAlreadySaved } from '../problems/inner-saved-before';
import { type Path } from '../problems/path';
import { type Problem } from '../problems/problem';
import { alreadySaved } from '../problems/saved-before';
import { unknownClient } from '../problems/unknown-client';
import { unprocessable } from '../problems/unprocessable';
import { jsonText, number } from './json-text';

/** Every sentence that partners can get about an item, more or less: each rule broken by odd and monstrous values. */

export interface Told {
  readonly state: DecidedState;
  readonly problem: Problem;
}

const CONTEXT = {
  entityTypes: ['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'],
  currency: 'GBP',
  now: new Date('2025-06-15T12:00:00Z'),
};
const SAVED = { statusCheckId: '0198c0de-0000-7000-8000-000000000000', index: 4 };

const claim = (key: string) => ({
  unique_reference: key,
  currency: 'GBP',
  time_period: { start_time: '2025-01-01T00:00:00', end_time: '2025-01-31T23:59:59.999' },
  total_amount: number('10.0'),
  transaction_count: number('1'),
  is_splittable: true,
  payment_channel: { id: 'c', start_date: '2024-02-29' },
});
const client = (key: string) => ({
  partner_client_id: key,
  client_start_date: '2024-02-29',
  entity_type: 'LLC',
  other_identifiers: [{ key: 'vat', values: ['1'] }],
});
const clientWithClaims = (key: string, ...claimKeys: string[]) => ({
  ...client(key),
  revenue_claims: claimKeys.map(claim),
});

const ABSENT = undefined;
const ODD_VALUES: readonly unknown[] = [
  ...[ABSENT, null, true, [], {}, [[]], 'LLX', '', ' a', 'a\0', 'a\nb', '\ud800', 'EUR', '2025-02-30', '1e2'],
  ...['"'.repeat(40), '\u0001'.repeat(40), 'x'.repeat(3_000), '🦊'.repeat(3_000), '1'.repeat(1_001)],
  ...['2025-07-01T00:00:00', '2025-01-30T23:59:59.999', '2025-01-15T12:00:00'],
  ...[
    number('1'),
    number('-7'),
    number('0.00001'),
    number('1e15'),
    number('1e999999999'),
    number('7'.repeat(500)),
  ],
  ...[Array(1_100).fill('x'), Array(1_100).fill(null), Object.fromEntries([...Array(150).keys()].entries())],
];
const ODD_NAMES = [
  'entityType',
  'Key',
  '',
  '__proto__',
  'a/b~c',
  '"'.repeat(100),
  '\u0001'.repeat(100),
  'x'.repeat(101),
];

function* pathsInto(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null || 'text' in value) return;
  for (const [name, member] of Object.entries(value)) {
    yield* pathsInto(member, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

function changed(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value))
    return value.map((one, at) => (at === step ? changed(one, rest, to) : (one as unknown)));
  const object = value as Record<string, unknown>;
  return { ...object, [step]: changed(object[step], rest, to) };
}

function* oddItems(item: object): Generator {
  for (const path of pathsInto(item)) {
    for (const value of ODD_VALUES) if (path.length > 0 || value !== ABSENT) yield changed(item, path, value);
  }
  for (const name of ODD_NAMES) yield { ...item, entity_type: ABSENT, [name]: 1 };
}

function told(kind: RecordKindName, ...texts: string[]): Told[] {
  const items = texts.map((text, index) => ({ index, text, suspect: true }));
  const classifying = classify(RECORD_KINDS[kind], items, CONTEXT);
  for (;;) {
    const step = classifying.next();
    if (step.done !== true) continue;
    return step.value.results.flatMap(({ state, problems }) =>
      problems.map((problem) => ({ state, problem })),
    );
  }
}

const TWO_SPELLINGS = { start_time: '2025-01-01T00:00:00', start_date: '2025-01-01T00:00:00' };
const REPEATED = '"entity_type":"LLC"';
const LONG_NAME = JSON.stringify('x'.repeat(5_000));

/** All of them, with the state of their items. */
export function sentenceGallery(): Told[] {
  const kinds: readonly [RecordKindName, object][] = [
    ['clients', client('M_1')],
    ['clients-with-claims', clientWithClaims('M_1', 'R_1', 'R_2')],
    ['revenue-claims', { ...claim('R_1'), partner_client_id: 'M_1' }],
  ];
  return [
    ...kinds.flatMap(([kind, item]) => [...oddItems(item)].flatMap((odd) => told(kind, jsonText(odd)))),
    ...told('clients', `{${REPEATED},${REPEATED}}`, `{${LONG_NAME}:1,${LONG_NAME}:2}`),
    ...told('revenue-claims', jsonText({ ...claim('R_1'), time_period: TWO_SPELLINGS })),
    ...told('clients-with-claims', jsonText(clientWithClaims('M_1', 'R_1', 'R_1'))),
    ...told(
      'clients-with-claims',
      jsonText({ ...client('M_1'), revenue_claims: [{ ...claim('R_1'), partner_client_id: 'M_2' }] }),
    ),
    ...told('clients-with-claims', jsonText({ ...client('M_1'), revenue_claims: Array(540).fill({}) })),
    ...told(
      'clients',
      ...['LLC', 'LLP', 'LLC'].map((entity_type) => jsonText({ ...client('M_1'), entity_type })),
    ),
    ...told(
      'clients',
      jsonText(client('"'.repeat(100))),
      jsonText({ ...client('"'.repeat(100)), entity_type: 1 }),
    ),
    ...told('clients', jsonText(client('M_1')), jsonText(client('M_1'))),
    ...told('clients-with-claims', ...['M_1', 'M_2'].map((key) => jsonText(clientWithClaims(key, 'R_1')))),
    ...told(
      'clients-with-claims',
      ...['M_1', 'M_2'].map((key) => jsonText(clientWithClaims(key, ...'abcdefghijk'.split('')))),
    ),
    ...[true, false].map((same): Told => ({
      state: 'Duplicate',
      problem: alreadySaved({ ...SAVED, keyMember: 'partner_client_id', same }),
    })),
    {
      state: 'Failed',
      problem: innerAlreadySaved({
        ...SAVED,
        member: 'revenue_claims',
        at: 0,
        keyMember: 'unique_reference',
      }),
    },
    { state: 'Failed', problem: unknownClient('M_9') },
    { state: 'Failed', problem: unknownClient('"'.repeat(100)) },
    { state: 'Failed', problem: unprocessable() },
    ...(['Duplicate', 'Conflict', 'Failed'] as const).map((state) => ({ state, problem: erased() })),
  ];
}
