import { createHash } from 'node:crypto';
import { registerPartner } from '@app/persistence';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';
import { connected, rowsOf } from '../support/sql';

const PRINTED = { name: 'Demo', currency: 'GBP', clientId: 'printed', clientSecret: 'the printed secret' };
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

let database: ServiceDatabase;
beforeAll(async () => {
  database = await createServiceDatabase(sharedServers());
});
afterAll(() => database.drop());

/** Hashes of the live secrets, the oldest first. */
async function liveHashes(): Promise<string[]> {
  const rows = await rowsOf<{ hash: string }>(
    database.ownerUrl,
    `SELECT encode(s.secret_hash, 'hex') AS hash FROM partner_secrets s JOIN partners p ON p.id = s.partner_id
     WHERE p.client_id = 'printed' AND s.revoked_at IS NULL ORDER BY s.created_at`,
  );
  return rows.map(({ hash }) => hash);
}

/** What an operator does in between: other secrets in the place of the printed one, another name, status and quota. */
function changeEverything(): Promise<void> {
  return connected(database.ownerUrl, async (connection) => {
    await connection.query(
      `UPDATE partner_secrets SET revoked_at = now() WHERE partner_id = (SELECT id FROM partners WHERE client_id = 'printed')`,
    );
    for (const secret of ['second', 'third']) {
      await connection.query(
        `INSERT INTO partner_secrets (partner_id, secret_hash) SELECT id, decode($1, 'hex') FROM partners WHERE client_id = 'printed'`,
        [hashOf(secret)],
      );
    }
    await connection.query(
      `UPDATE partners SET name = 'Other', status = 'suspended', item_quota = 7 WHERE client_id = 'printed'`,
    );
  });
}

describe('a partner whose credentials are printed at every start', () => {
  it('has its secret once, however often it is registered', async () => {
    await registerPartner(database.ownerUrl, PRINTED);
    await registerPartner(database.ownerUrl, PRINTED);
    expect(await liveHashes()).toEqual([hashOf(PRINTED.clientSecret)]);
  });

  it('gets its secret back in the place of the oldest, and keeps its status and quota', async () => {
    await changeEverything();
    await registerPartner(database.ownerUrl, PRINTED);
    expect(await liveHashes()).toEqual([hashOf('third'), hashOf(PRINTED.clientSecret)]);
    const [partner] = await rowsOf(
      database.ownerUrl,
      `SELECT name, currency, status, item_quota FROM partners WHERE client_id = 'printed'`,
    );
    expect(partner).toEqual({ name: 'Demo', currency: 'GBP', status: 'suspended', item_quota: 7 });
  });
});
