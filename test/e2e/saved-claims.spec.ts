import { AWKWARD_KEYS, sentAs, storedAs } from '../support/awkward-claims';
import { bodyOf, claim, claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

type Send = (partner: Partner, clientKey: string, more: number) => Promise<StatusDocument>;

const onTheirOwn: Send = async (partner, clientKey, more) => {
  await partner.decideClients(clients(clientKey, 1));
  return partner.decideClaims(
    bodyOf([
      ...AWKWARD_KEYS.map((key) => claimOf(`${clientKey}-0`, key, sentAs(key))),
      { not: 'saved' },
      ...Array.from({ length: more }, (_, n) => claimOf(`${clientKey}-0`, `more ${n}`)),
    ]),
  );
};
/** The claims of one client, which stands behind the others. */
const withTheirClient: Send = (partner, clientKey, more) =>
  partner.decideAtOnce(
    bodyOf([
      ...Array.from({ length: more }, (_, n) => clientWith(`more ${n}`, [`more ${n}`])),
      { not: 'saved' },
      clientWith(
        `${clientKey}-0`,
        AWKWARD_KEYS.map((key) => claim(key, sentAs(key))),
      ),
    ]),
  );

/** Rows are written one way for few records and another way for many (so many more). */
describe.each([
  ['few, sent on their own', onTheirOwn, 0],
  ['many, sent on their own', onTheirOwn, 600],
  ['few, sent with their client', withTheirClient, 0],
  ['many, sent with their client', withTheirClient, 600],
] as const)('in the database, claims that were %s,', (what, sendClaims, more) => {
  it('are one row each, exact to the last digit and millisecond', async () => {
    const [partner] = service.partners;
    const document = await sendClaims(partner, what, more);
    const atOnce = sendClaims === withTheirClient;
    expect(document.counts).toMatchObject({
      Completed: more + (atOnce ? 1 : AWKWARD_KEYS.length),
      Failed: 1,
    });
    const rows = await rowsOf(
      service.databaseUrl,
      `DELETE FROM revenue_claims c USING batches b, partners p WHERE b.id = c.batch_id AND p.id = c.partner_id
       RETURNING unique_reference AS key, partner_client_id AS client, c.currency, period_granularity::text,
         period_from::text, (period_start AT TIME ZONE 'UTC')::text AS start, (period_end AT TIME ZONE 'UTC')::text AS "end",
         total_amount::text, transaction_count::text, is_splittable, payment_channel_id,
         (payment_channel_start_date AT TIME ZONE 'UTC')::text AS channel_start, item_index, status_check_id,
         client_id, saved_at BETWEEN b.created_at AND now() AS just_saved`,
    );
    await rowsOf(service.databaseUrl, 'DELETE FROM partner_clients');
    expect(rows).toHaveLength(AWKWARD_KEYS.length + more);
    for (const [n, key] of AWKWARD_KEYS.entries()) {
      expect(rows.find((row) => row['key'] === key)).toEqual({
        key,
        client: `${what}-0`,
        currency: 'GBP',
        ...storedAs(key),
        item_index: atOnce ? more + 1 : n,
        status_check_id: document.id,
        client_id: partner.credentials.client_id,
        just_saved: true,
      });
    }
  });
});

it('a claim belongs to a client of the same partner, whom nobody can take away from under it', async () => {
  const [partner] = service.partners;
  await partner.decideAtOnce([clientWith('owner', ['owned'])]);
  await expect(
    rowsOf(service.databaseUrl, `DELETE FROM partner_clients WHERE partner_client_id = 'owner'`),
  ).rejects.toThrow(/foreign key/);
  await expect(
    rowsOf(
      service.databaseUrl,
      `UPDATE revenue_claims SET partner_id = (SELECT max(id) FROM partners) WHERE unique_reference = 'owned'`,
    ),
  ).rejects.toThrow(/foreign key/);
});
