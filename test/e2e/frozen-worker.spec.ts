import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client } from '../support/clients';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';

describe('a process that freezes in the middle of COPY', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('loses its connection after ten seconds, and with it every key that it held', async () => {
    const [partner] = service.partners;
    const [row] = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM partners WHERE client_id = $1',
      [partner.credentials.client_id],
    );
    const frozen = new pg.Client({ connectionString: service.partnerPathUrl });
    const lost = new Promise((resolve) => frozen.once('error', resolve));
    await frozen.connect();
    await frozen.query('BEGIN');
    await frozen.query(`SELECT set_config('app.partner', $1, true)`, [row?.id]);
    const copy = frozen.query(
      copyFrom(
        'COPY partner_clients (partner_client_id, client_start_date, entity_type, batch_id, item_index) FROM STDIN',
      ),
    );
    copy.on('error', () => undefined);
    // Enough for PostgreSQL to write the rows; then nothing more, and no end.
    const lines = Array.from({ length: 2_000 }, (_, n) => `held-${n}\t2020-01-01\tLLC\t1\t${n}\n`);
    copy.write(lines.join(''));

    const accepted = await partner.submitClients([client('held-0')]);
    const document = await partner.decided(accepted, 25_000);
    expect(document.counts.Completed).toBe(1);
    await lost;
    const logged = await waitUntil(
      () => service.logs().some((line) => line.includes('frozen in the middle of COPY')),
      { withinMs: SOON_MS },
    );
    expect(logged).toBe(true);
  });
});
