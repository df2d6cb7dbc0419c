import { claimOf, clientWith } from '../../support/claims';
import { client, clients } from '../../support/clients';
import { connected } from '../../support/sql';
import { Rig } from '../rig/rig';
import { Oracle } from './oracle';

/** Rows of partner A, which the tests below spoil one after the other. */
const A = `partner_id = (SELECT id FROM partners WHERE client_id = 'demo-payments')`;

type Spoiling = [what: string, sql: string[], found: RegExp];
const SPOILINGS: Spoiling[] = [
  [
    'a lost result',
    [`DELETE FROM item_results WHERE ${A} AND key = 'invalid'`],
    /^1 items of stored batches without a result/,
  ],
  [
    'a result that came twice',
    [
      'ALTER TABLE item_results DROP CONSTRAINT item_results_pkey',
      `INSERT INTO item_results SELECT * FROM item_results WHERE ${A} AND key = 'a-9'`,
    ],
    /^1 results beside the first one/,
  ],
  [
    'a record that is there twice',
    [
      'ALTER TABLE partner_clients DROP CONSTRAINT partner_clients_pkey CASCADE',
      `INSERT INTO partner_clients SELECT * FROM partner_clients WHERE ${A} AND partner_client_id = 'a-2'`,
    ],
    /^1 client records beside the first one/,
  ],
  [
    'a record that is gone',
    [`DELETE FROM partner_clients WHERE ${A} AND partner_client_id = 'a-3'`],
    /completed clients and client records that do not belong together/,
  ],
  [
    'a claim that is gone',
    [`DELETE FROM revenue_claims WHERE ${A} AND unique_reference = 'claim'`],
    /completed claims and claim records that do not belong together/,
  ],
  [
    'another state than the contract gives',
    [`UPDATE item_results SET state = 'Failed' WHERE ${A} AND key = 'twice'`],
    /Failed, not Conflict/,
  ],
  [
    'a state that nobody gave',
    [`UPDATE item_results SET state = 'Duplicate' WHERE ${A} AND key = 'a-4'`],
    /"a-4": 0 of 1 items completed/,
  ],
  [
    'a key that is forgotten',
    [`DELETE FROM idempotency_keys WHERE ${A} AND idempotency_key = 'request-1'`],
    /request-1 was accepted, and is not stored/,
  ],
  [
    'a change of the other partner’s rows',
    [`UPDATE partner_clients SET entity_type = 'LLP' WHERE partner_client_id = 'bystander-0'`],
    /another partner’s rows have changed/,
  ],
];

describe('the oracle', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start({ workers: 1 });
    oracle = await Oracle.watch(rig.service, ['a-0']);
    const { ledger } = oracle;
    const [a] = rig.partners;
    const conflict = [
      client('twice'),
      client('twice', { entity_type: 'LLP' }),
      client('invalid', { entity_type: 'Club' }),
    ];
    await ledger.send(a, 'clients', () => clients('a', 10));
    await ledger.send(a, 'clients', () => [...clients('a', 2), ...conflict, {}]);
    await ledger.send(a, 'clients-with-claims', () => [clientWith('b', ['b 1']), clientWith('c', ['b 1'])]);
    await oracle.mustSettle();
    await ledger.send(a, 'revenue-claims', () => [claimOf('a-5', 'claim'), claimOf('nobody', 'orphan')]);
  });
  afterAll(() => rig.stop());

  it('has nothing to object to where all is well', async () => {
    expect(await oracle.judge()).toMatchObject({ items: 620, lost: 0, doubled: 0, violations: [] });
  });

  it.each(SPOILINGS)('sees %s', async (_, statements, found) => {
    const before = await oracle.judge();
    expect(before.violations).not.toContainEqual(expect.stringMatching(found));
    await connected(rig.service.databaseUrl, async (owner) => {
      for (const statement of statements) await owner.query(statement);
    });
    expect((await oracle.judge()).violations).toContainEqual(expect.stringMatching(found));
  });

  it('has counted what is lost: the result, and the items of the batch that nobody finds any more', async () => {
    expect((await oracle.judge()).lost).toBe(1 + 10);
  });
});
