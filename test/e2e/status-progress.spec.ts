import pg from 'pg';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clientText, arrayOf } from '../support/client-texts';
import { type Client, clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { type Accepted, type StatusDocument } from '../support/status-document';

/** More than one shard holds (docs/architecture.md, "Words"). */
const SHARD_ITEMS = 5_000;

describe('while a batch of several shards is being decided', () => {
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
    [partner] = service.partners;
  });
  afterAll(() => service.stop());
  // Each test starts its worker when it is time.
  afterEach(() => service.killWorker());

  const read = async ({ status_check_uri: uri }: Accepted): Promise<StatusDocument> =>
    (await partner.send(uri)).json() as StatusDocument;

  /** Keeps the shard with this key from being decided: a record with its key is saved, but never committed. */
  async function hold(key: string): Promise<() => Promise<void>> {
    const connection = new pg.Client({ connectionString: service.databaseUrl });
    await connection.connect();
    await connection.query('BEGIN');
    await connection.query(
      `INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
       SELECT id, $1, now(), 'LLC', 0, 0 FROM partners WHERE client_id = $2`,
      [key, partner.credentials.client_id],
    );
    let ended: Promise<void> | undefined;
    return () => (ended ??= connection.end());
  }

  it('shows decided items among Pending ones, all in the order submitted', async () => {
    const items: unknown[] = clients('partly', 2 * SHARD_ITEMS + 100);
    const sent = items as Client[];
    const last = items.length - 1;
    items[2] = 'no object';
    // These are decided with the first shard, which has their keys already.
    items[last] = sent[0];
    items[last - 1] = { ...sent[1], entity_type: 'LLP' };
    const release = await hold(`partly-${2 * SHARD_ITEMS + 1}`);
    const accepted = await partner.submitClients(items);
    expectSound(await read(accepted));
    await service.startWorker();

    let document = await read(accepted);
    const waiting = await waitUntil(
      async () => {
        document = await read(accepted);
        expectSound(document);
        return document.counts.Pending === 98;
      },
      { withinMs: 8_000 },
    );
    expect([waiting, document.counts.Pending]).toEqual([true, 98]);
    expect(document.status).toBe('Pending');
    expect(document.updated_at > document.created_at).toBe(true);
    expect(document.result.map(({ data }) => data)).toEqual(items);
    const decided = outcomes(document);
    expect(decided.slice(0, 4)).toEqual(['Completed', 'Conflict', 'Failed: not_an_object', 'Completed']);
    expect(new Set(decided.slice(3, 2 * SHARD_ITEMS))).toEqual(new Set(['Completed']));
    expect(new Set(decided.slice(2 * SHARD_ITEMS, -2))).toEqual(new Set(['Pending']));
    expect(decided.slice(-2)).toEqual(['Conflict', 'Duplicate of 0']);

    await release();
    const whole = await partner.decided(accepted);
    expectSound(whole);
    expect(whole.result.map(({ data }) => data)).toEqual(items);
    expect(new Set(outcomes(whole).slice(2 * SHARD_ITEMS, -2))).toEqual(new Set(['Completed']));
    expect(outcomes(whole).slice(-2)).toEqual(['Conflict', 'Duplicate of 0']);
  });

  it('counts what it shows in every single answer, and never takes a decision back', async () => {
    const total = 5 * SHARD_ITEMS;
    const texts = Array.from({ length: total }, (_, n) =>
      clientText(`polled-${n % 7 === 0 ? n % SHARD_ITEMS : n}`, { other_identifiers: undefined }),
    );
    // The last shard waits until somebody has seen that others are decided.
    const release = await hold(`polled-${total - 1}`);
    const accepted = await partner.submitClients(arrayOf(texts));

    const isPartly = (pending: number): boolean => pending > 0 && pending < total;
    const views: number[][] = [];
    const poll = async (): Promise<void> => {
      const pending: number[] = [];
      views.push(pending);
      for (;;) {
        const document = await read(accepted);
        expectSound(document);
        expect(document.counts.total).toBe(total);
        pending.push(document.counts.Pending);
        if (isPartly(document.counts.Pending)) await release();
        if (document.status === 'Completed') return;
      }
    };
    await Promise.all([poll(), poll(), service.startWorker()]);

    for (const pending of views) expect([...pending].sort((a, b) => b - a)).toEqual(pending);
    expect(views.flat().filter(isPartly).length).toBeGreaterThan(0);
  });
});
