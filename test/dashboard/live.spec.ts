import { Dashboard, type Visitor } from '../support/dashboard';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';

/** Reads server-sent events until one fulfils the condition; fails when the stream ends before. */
async function eventWith(visitor: Visitor, condition: (data: string) => boolean): Promise<string> {
  const response = await fetch(`${visitor.url}/events`, {
    headers: { cookie: visitor.sessionCookie },
    signal: AbortSignal.timeout(20_000),
  });
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    const found = text.split('\n\n').find((event) => event.startsWith('event: overview') && condition(event));
    if (found !== undefined) return found;
  }
  throw new Error(`the stream ended: ${text.slice(-500)}`);
}

const client = (key: string): object => ({
  partner_client_id: key,
  client_start_date: '2021-03-04',
  entity_type: 'SoleTrader',
});

describe('the overview', () => {
  let service: Service;
  let viewer: Visitor;
  let operator: Visitor;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
    const dashboard = await Dashboard.start(service);
    viewer = await dashboard.visitor('viewer');
    operator = await dashboard.visitor('operator');
  });
  afterAll(() => service.stop());

  const tile = async (name: string): Promise<string | undefined> =>
    new RegExp(`data-tile="${name}"><dt>[^<]*</dt><dd>(.*?)</dd>`, 's')
      .exec(await viewer.page('/'))?.[1]
      ?.replace(/<[^>]*>/g, '');

  it('says that nothing waits, and that no worker is there', async () => {
    expect([await tile('backlog'), await tile('oldest'), await tile('workers')]).toEqual(['0', '–', '0']);
    expect(await viewer.page('/')).toContain('nobody decides');
  });

  it('shows what waits, by partner, and keeps it as it is now', async () => {
    const accepted = await service.partners[0].submitClients([client('L-1'), client('L-2')]);
    const waiting = await eventWith(viewer, (data) => data.includes('demo-payments'));
    expect(waiting).toContain('data-tile=\\"backlog\\"');
    expect(await viewer.page(`/batches?state=Pending`)).toContain(accepted.status_check_id);
    const address = `/batches/demo-payments/${accepted.status_check_id}`;
    expect(await viewer.page(`${address}/progress`)).toContain('data-under-way="yes"');
    const pending = await viewer.page(`${address}?state=Pending`);
    expect([...pending.matchAll(/data-item="(\d+)"/g)].map(([, index]) => index)).toEqual(['0', '1']);

    expect((await viewer.submit(`${address}/release`)).status).toBe(403);
    await waitUntil(async () => (await released()).length > 0, { withinMs: SOON_MS });
    expect((await operator.submit(`${address}/release`)).headers.get('location')).toBe(address);
    expect(await viewer.page('/audit')).toContain('Had 1 undecided shard released again.');

    await service.startWorker();
    await service.partners[0].decided(accepted);
    await eventWith(viewer, (data) => data.includes('Nothing waits'));
    expect(await tile('workers')).toBe('1');
    expect(await viewer.page(`${address}/progress`)).not.toContain('data-under-way');
    expect(await rowsOf(service.databaseUrl, 'SELECT state FROM item_results')).toEqual([
      { state: 'Completed' },
      { state: 'Completed' },
    ]);
  });

  const released = (): Promise<object[]> =>
    rowsOf(service.databaseUrl, 'SELECT FROM shards WHERE released_at IS NOT NULL');

  it('draws what was decided, by state', async () => {
    const decided = await eventWith(viewer, (data) => {
      const { series } = JSON.parse(data.slice(data.indexOf('{'))) as { series: Record<string, number[]> };
      return (series['completed'] ?? []).some((rate) => rate > 0);
    });
    const { series } = JSON.parse(decided.slice(decided.indexOf('{'))) as {
      series: Record<string, number[]>;
    };
    expect(Math.max(...(series['completed'] ?? []))).toBe(0.2); // two items in ten seconds
    expect(Math.max(...(series['failed'] ?? []))).toBe(0);
  });

  it('is sent live to five windows of a user, and says so in another one', async () => {
    const closing = new AbortController();
    const open = (): Promise<Response> =>
      fetch(`${operator.url}/events`, {
        headers: { cookie: operator.sessionCookie },
        signal: closing.signal,
      });
    const windows = await Promise.all(Array.from({ length: 5 }, open));
    expect(windows.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const refused = await open();
    expect([refused.status, await refused.text()]).toEqual([
      429,
      expect.stringContaining('You have 5 live pages open already.'),
    ]);
    closing.abort();
    await waitUntil(async () => (await eventWith(operator, () => true).catch(() => '')) !== '', {
      withinMs: SOON_MS,
    });
  });
});
