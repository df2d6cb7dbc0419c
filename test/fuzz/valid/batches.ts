import fc from 'fast-check';
import { bodyOf } from '../../support/claims';
import { type Field, type Framing, framed, type FuzzRequest } from '../fuzz-request';
import { type Ground } from '../ground';
import { anew, type Item, validClaim, validClient, validClientWithClaims } from './items';
import { serial } from './serial';
import { type Writing, writing, written } from './written';

/** A valid batch before it is written: its items can still be changed as values. */
export interface BatchPlan {
  readonly path: string;
  readonly items: readonly Item[];
  readonly writing: Writing;
  readonly framing: Framing;
  readonly fields: readonly Field[];
}

/** Keys of idempotency that requests meet in. */
const POOLED_KEYS = ['fuzz-0', 'fuzz-1', 'fuzz-2', '!', '~'.repeat(255)];

const pathInAnyCase = (path: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    path,
    path,
    `/data/v1${path.slice('/api/v1'.length)}`,
    path.toUpperCase(),
    `${path}/`,
    `${path}?x=[1]`,
  );

const framing: fc.Arbitrary<Framing> = fc.record({
  gzip: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
  chunked: fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
});

function fieldsOf(ground: Ground): fc.Arbitrary<readonly Field[]> {
  const mediaType = fc.constantFrom(
    'application/json',
    'application/json',
    'Application/JSON; Charset="UTF-8"',
    'application/json;x=y',
  );
  const key = fc.oneof(
    { arbitrary: fc.constant(null), weight: 6 },
    { arbitrary: fc.constant('new'), weight: 2 },
    { arbitrary: fc.constantFrom(...POOLED_KEYS), weight: 1 },
  );
  return fc
    .tuple(mediaType, key)
    .map(([type, chosen]) => [
      ['Host', 'service'],
      ['Authorization', `Bearer ${ground.token}`],
      ['Content-Type', type],
      ...(chosen === null
        ? []
        : ([['Idempotency-Key', chosen === 'new' ? `new-${serial()}` : chosen]] as const)),
    ]);
}

/** Few items mostly; seldom as many as are written with COPY. */
function someOf(item: fc.Arbitrary<Item>, most: number): fc.Arbitrary<readonly Item[]> {
  return fc.oneof(
    { arbitrary: fc.array(item, { minLength: 1, maxLength: 4 }), weight: 60 },
    { arbitrary: fc.array(item, { minLength: 5, maxLength: 20 }), weight: 6 },
    {
      arbitrary: fc
        .tuple(item, fc.integer({ min: most / 2, max: most }))
        .map(([one, count]) => Array.from({ length: count }, () => anew(one))),
      weight: 1,
    },
  );
}

const COPIED_ITEMS = 1_200;
const SYNCHRONOUS_ITEMS = 60;

/** A valid batch of any kind. */
export function batchPlan(ground: Ground): fc.Arbitrary<BatchPlan> {
  const { currency } = ground;
  const kinds = [
    { path: '/api/v1/clients', items: someOf(validClient, COPIED_ITEMS) },
    { path: '/api/v1/revenueClaims', items: someOf(validClaim(currency), COPIED_ITEMS) },
    {
      path: '/api/v1/clients/revenueClaims',
      items: someOf(validClientWithClaims(currency), SYNCHRONOUS_ITEMS),
    },
  ];
  return fc.oneof(
    ...kinds.map(({ path, items }) =>
      fc.record({ path: pathInAnyCase(path), items, writing, framing, fields: fieldsOf(ground) }),
    ),
  );
}

/** The JSON text of a plan's items. */
export function textOf({ items, writing: style }: BatchPlan): string {
  return written(bodyOf(items), style);
}

/** The plan as a request with any plain body. */
export function batchRequest(
  plan: BatchPlan,
  plain: Buffer,
  how: Pick<FuzzRequest, 'origin' | 'promised'>,
): FuzzRequest {
  const { body, fields } = framed(plain, plan.framing);
  return { ...how, method: 'POST', target: plan.path, fields: [...plan.fields, ...fields], body };
}
