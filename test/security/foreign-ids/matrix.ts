import { randomBytes } from 'node:crypto';
import { claim, claimOf } from '../../support/claims';
import { client, clients } from '../../support/clients';
import { type Answer } from '../../support/http';
import { type Partner } from '../../support/partner';
import { type Service } from '../../support/service';
import { rowsOf } from '../../support/sql';

/** Ids of one sort, as a caller would write them into the address. */
export interface ForeignIds {
  readonly what: string;
  readonly ids: readonly string[];
}

/** A UUID of version 7 and of this moment that nobody has given out. */
export function idOfNobody(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const rest = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

/** Every sort of id that is not the caller's, and with the same answer. Made with batches of the other partner, in all that can become of one. */
export async function foreignIds(service: Service, other: Partner): Promise<ForeignIds[]> {
  const { currency } = other.credentials;
  const keyed = { 'idempotency-key': 'of-the-other' };
  const decided = await other.decided(
    await other.submitClients([client('known'), {}, client('other')], keyed),
  );
  const large = await other.decideClients(clients('large', 2_000));
  const claims = await other.decideClaims([claimOf('known', 'one', { currency })]);
  const atOnce = await other.decideAtOnce([
    { ...client('at once'), revenue_claims: [claim('at once', { currency })] },
  ]);
  const expired = await other.decideClients([client('expired')]);
  await rowsOf(
    service.databaseUrl,
    'DELETE FROM shard_payloads WHERE batch_id = (SELECT id FROM batches WHERE status_check_id = $1)',
    [expired.id],
  );
  const nobody = idOfNobody();
  return [
    { what: 'decided', ids: [decided.id, large.id] },
    { what: 'claims', ids: [claims.id] },
    { what: 'synchronous', ids: [atOnce.id] },
    { what: 'expired', ids: [expired.id] },
    { what: 'upper case', ids: [decided.id.toUpperCase()] },
    {
      what: 'never existed',
      ids: [nobody, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    },
    {
      what: 'malformed',
      ids: [
        'x',
        '1',
        '-1',
        'null',
        `${decided.id}0`,
        decided.id.slice(0, -1),
        decided.id.replaceAll('-', ''),
        `{${decided.id}}`,
        `${decided.id}%20`,
        `%00${decided.id}`,
        `${decided.id}'--`,
        `urn:uuid:${decided.id}`,
        'x'.repeat(3_000),
        '%F0%9F%92%A5',
        '*',
      ],
    },
  ];
}

/** Header fields that say which answer it is, or how far the caller's allowance reaches: they differ between any two answers. */
const OF_EACH_ANSWER = ['date', 'x-request-id', 'ratelimit'];

/** All of an answer that must not depend on the id. */
export function withoutItsOwn({ status, headers, text }: Answer): unknown {
  const fields = [...headers].filter(([name]) => !OF_EACH_ANSWER.includes(name));
  return { status, fields, text };
}
