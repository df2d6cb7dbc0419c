import { ageBatch, type OldWeek } from '../support/aged-batch';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { claimOf } from '../support/claims';
import { client, clients } from '../support/clients';
import { Dashboard } from '../support/dashboard';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';

const RETENTION_DAYS = 30;
const OVER_DAYS = RETENTION_DAYS + 7;

describe('a batch whose time is over', () => {
  let service: Service;
  let partner: Partner;
  let other: Partner;
  let expired: Accepted;
  let kept: Accepted;
  /** Undecided while no worker ran, and older than all. */
  let late: Accepted;
  let tag: string;
  let week: OldWeek;

  /** Has a worker start, as each does now and then, and waits until it has dropped what it should. */
  async function afterAWorkersStart(): Promise<void> {
    await service.startWorker();
    const isGone = async (): Promise<boolean> =>
      (await partner.send(expired.status_check_uri)).status === 410 && (await areResultsGone());
    expect(await waitUntil(isGone, { withinMs: 30_000, everyMs: 50 })).toBe(true);
  }

  /** Whether the results are gone, too, which go after the payload. */
  async function areResultsGone(): Promise<boolean> {
    const sql = 'SELECT to_regclass($1) IS NULL AS gone';
    return (await rowsOf<{ gone: boolean }>(service.databaseUrl, sql, [week.results]))[0]?.gone ?? false;
  }

  beforeAll(async () => {
    service = await startService({ env: { RETENTION_DAYS: `${RETENTION_DAYS}` } });
    [partner, other] = service.partners;
    expired = await partner.submitClients([...clients('old', 3), { partner_client_id: 'old-bad' }]);
    await partner.decided(expired);
    kept = await partner.submitClients(clients('kept', 3));
    await partner.decided(kept);
    tag = (await partner.send(expired.status_check_uri)).headers.get('etag') ?? '';
    await service.killWorker('SIGTERM');
    week = await ageBatch(service.databaseUrl, expired.status_check_id, OVER_DAYS);
    await ageBatch(service.databaseUrl, kept.status_check_id, RETENTION_DAYS - 1);
    late = await partner.submitClients(clients('late', 2));
    await ageBatch(service.databaseUrl, late.status_check_id, OVER_DAYS + 365);
    // Only now, and nothing before: it is the worker that drops.
    expect((await partner.send(expired.status_check_uri)).status).toBe(200);
    await afterAWorkersStart();
  });
  afterAll(() => service.stop());

  it('is gone in every way of asking, and for nobody else there', async () => {
    for (const query of ['', '?limit=0', '?state=Failed', '?limit=2', '?limit=x']) {
      for (const uri of [expired.status_check_uri, expired.status_check_uri.replace('/api/', '/data/')]) {
        const answer = await partner.send(uri + query, { headers: { 'if-none-match': tag } });
        expect([query, answer.status, (answer.json() as { type: string }).type]).toEqual([
          query,
          410,
          '/problems/gone',
        ]);
      }
    }
    expect((await other.send(expired.status_check_uri)).status).toBe(404);
    expect((await partner.send(kept.status_check_uri)).status).toBe(200);
  });

  it('leaves its records: they are found, and named with the id of the batch', async () => {
    const { status_check_id } = expired;
    const again = await partner.decideClients([client('old-1'), client('new-1')]);
    expect(again.result.map(({ status }) => status.problems[0]?.duplicate_of ?? status.state)).toEqual([
      { status_check_id, index: 1 },
      'Completed',
    ]);
    const claimed = await partner.decideClaims([claimOf('old-2', 'claim-of-old-2')]);
    expect(claimed.counts.Completed).toBe(1);
  });

  it('is shown as expired on the dashboard, with its counts, and found by the keys of its records', async () => {
    const viewer = await (await Dashboard.start(service)).visitor('viewer');
    const address = `/batches/${partner.credentials.client_id}/${expired.status_check_id}`;
    const page = await viewer.page(address);
    expect(page).toContain('data-expired');
    expect(page).not.toContain('data-item=');
    expect(page).toContain('data-count="Completed">3<');
    expect(await viewer.page(`/batches?q=old-0`)).toContain(address);
    const young = await viewer.page(address.replace(expired.status_check_id, kept.status_check_id));
    expect(young).not.toContain('data-expired');
  });

  it('is decided first, however late that is', async () => {
    const completed = `SELECT coalesce(sum(s.completed), 0)::int AS completed
      FROM batches b JOIN shards s ON s.partner_id = b.partner_id AND s.batch_id = b.id WHERE b.status_check_id = $1`;
    const isDecided = async (): Promise<boolean> =>
      (await rowsOf<{ completed: number }>(service.databaseUrl, completed, [late.status_check_id]))[0]
        ?.completed === 2;
    expect(await waitUntil(isDecided, { withinMs: 30_000 })).toBe(true);
    const again = await partner.decideClients([client('late-1')]);
    expect(again.result[0]?.status.problems[0]?.duplicate_of).toEqual({
      status_check_id: late.status_check_id,
      index: 1,
    });
  });

  it('is told of in the log of the worker that dropped it, without an error anywhere', () => {
    const lines = service
      .logs()
      .map((line) => JSON.parse(line) as { level: string; msg: string; partition: string });
    const dropped = lines.filter(({ msg }) => msg === 'partition dropped').map(({ partition }) => partition);
    // The week of the late batch may have gone by now, or go in an hour.
    expect(dropped).toEqual(expect.arrayContaining([week.payloads, week.results]));
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
