import { Dashboard, type Visitor } from '../support/dashboard';
import { type Answer } from '../support/http';
import { type Service, startService } from '../support/service';
import { lockAwaited, whileHeld } from '../support/locks';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';

const ITEMS = Array.from({ length: 3 }, (_, n) => ({
  partner_client_id: `Q-${n}`,
  client_start_date: '2021-03-04',
  entity_type: 'SoleTrader',
}));

interface Job {
  id: string;
  data: { partnerId: string; batchId: string; shard: number };
  externalUrl?: { href: string };
}

interface Queues {
  queues: { name: string; readOnlyMode: boolean; description: string; jobs: Job[] }[];
}

describe("Bull's dashboard", () => {
  let service: Service;
  let viewer: Visitor;
  let operator: Visitor;
  let statusCheckId: string;
  let job: Job;

  const json = { 'content-type': 'application/json' };
  const change = (visitor: Visitor, path: string, method = 'PUT'): Promise<Answer> =>
    visitor.send(path, { method, headers: { ...json, origin: visitor.url }, body: '{}' });
  const queues = async (visitor: Visitor, board: string, status = 'completed'): Promise<Queues['queues']> =>
    (JSON.parse(await visitor.page(`${board}/api/queues?activeQueue=small&status=${status}`)) as Queues)
      .queues;
  const jobs = async (status: 'completed' | 'failed'): Promise<Job[]> =>
    (await queues(operator, '/queues/act', status)).find(({ name }) => name === 'small')?.jobs ?? [];

  beforeAll(async () => {
    service = await startService({});
    const dashboard = await Dashboard.start(service);
    viewer = await dashboard.visitor('viewer');
    operator = await dashboard.visitor('operator');
    const accepted = await service.partners[0].submitClients(ITEMS);
    statusCheckId = accepted.status_check_id;
    await service.partners[0].decided(accepted);
    await waitUntil(async () => (await jobs('completed')).length > 0, { withinMs: SOON_MS });
    const [first] = await jobs('completed');
    if (first === undefined) throw new Error('no job is shown as completed');
    job = first;
  });
  afterAll(() => service.stop());

  it('leads each user to the board of the role', async () => {
    expect((await viewer.send('/queues')).headers.get('location')).toBe('/queues/look');
    expect((await operator.send('/queues')).headers.get('location')).toBe('/queues/act');
  });

  it('shows every queue, says that retrying is harmless, and is read-only for viewers', async () => {
    const seen = await queues(viewer, '/queues/look');
    expect(seen.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
      ['small', true],
      ['bulk', true],
    ]);
    expect(seen[0]?.description).toContain('Retrying is harmless');
    expect((await queues(operator, '/queues/act')).map(({ readOnlyMode }) => readOnlyMode)).toEqual([
      false,
      false,
    ]);
  });

  it('links a job to its batch', async () => {
    const { headers } = await viewer.send(job.externalUrl?.href ?? '');
    expect(headers.get('location')).toBe(`/batches/demo-payments/${statusCheckId}`);
  });

  it('tells in the log of a job what happened, in a sentence', async () => {
    const logs = JSON.parse(await viewer.page(`/queues/look/api/queues/small/${job.id}/logs`)) as string[];
    expect(logs).toEqual([expect.stringMatching(/^Decided in \d+ ms: 3 Completed\.$/)]);
  });

  it('refuses every change to viewers, on the board of operators, too', async () => {
    const paths = ['look', 'act'].flatMap((board) => [
      `/queues/${board}/api/queues/small/pause`,
      `/queues/${board}/api/queues/small/${job.id}/clean`,
      `/queues/${board}/api/queues/small/${job.id}/retry`,
    ]);
    const answers = await Promise.all(paths.map((path) => change(viewer, path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 403));
    expect(await jobs('completed')).toHaveLength(1);
  });

  it('refuses even operators what would make a job say something else', async () => {
    const answers = [
      await change(operator, '/queues/act/api/queues/small/add', 'POST'),
      await change(operator, '/queues/act/api/queues/small/obliterate'),
      await change(operator, '/queues/act/api/queues/small/empty'),
      await change(operator, `/queues/act/api/queues/small/${job.id}/update-data`, 'PATCH'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  const audited = async (): Promise<string[]> =>
    (
      await rowsOf<{ action: string; detail: string }>(
        service.databaseUrl,
        `SELECT action, detail FROM audit_events WHERE action LIKE 'queue%' ORDER BY id`,
      )
    ).map(({ action, detail }) => `${action}: ${detail}`);

  it('refuses even operators every change on the board that is there to be looked at, and keeps none as done', async () => {
    const before = await audited();
    const answers = [
      await change(operator, '/queues/look/api/queues/small/pause'),
      await change(operator, '/queues/look/api/queues/pause'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(await audited()).toEqual(before);
  });

  it('keeps what was asked for, and what the queues answered', async () => {
    const before = (await audited()).length;
    const answer = await change(operator, '/queues/act/api/queues/no-such-queue/pause');
    await change(operator, '/queues/act/api/queues/bulk/pause');
    await change(operator, '/queues/act/api/queues/bulk/resume');
    expect((await audited()).slice(before)).toEqual([
      'queue_change_asked: Asked to pause the queue no-such-queue.',
      `queue_change_failed: The queues answered ${answer.status}, and may not have done it: pause the queue no-such-queue.`,
      'queue_change_asked: Asked to pause the queue bulk.',
      'queue_changed: The queues did it: pause the queue bulk.',
      'queue_change_asked: Asked to resume the queue bulk.',
      'queue_changed: The queues did it: resume the queue bulk.',
    ]);
  });

  it('says on the overview which queues are paused, and where they are resumed and who paused them', async () => {
    const isTold = /role="alert">.*?<\/p>/s;
    expect(await viewer.page('/')).not.toMatch(isTold);
    await change(operator, '/queues/act/api/queues/pause');
    await waitUntil(async () => isTold.test(await viewer.page('/')), { withinMs: SOON_MS });
    const [told = ''] = isTold.exec(await viewer.page('/')) ?? [];
    expect(told).toContain('Paused: small batches and large batches are not decided.');
    expect([...told.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/queues', '/audit']);
    await change(operator, '/queues/act/api/queues/small/resume');
    await waitUntil(async () => (await viewer.page('/')).includes('Paused: large batches'), {
      withinMs: SOON_MS,
    });
    await change(operator, '/queues/act/api/queues/resume');
    expect(await waitUntil(async () => !isTold.test(await viewer.page('/')), { withinMs: SOON_MS })).toBe(
      true,
    );
  });

  it.each([
    ['a form', 'PUT', { 'content-type': 'application/x-www-form-urlencoded' }, 'x=1'],
    ['text', 'PUT', { 'content-type': 'text/plain' }, '{}'],
  ])('takes no change that comes as %s', async (_as, method, headers, body) => {
    const sent = { method, headers: { origin: operator.url, ...headers }, body };
    const { status } = await operator.send('/queues/act/api/queues/bulk/pause', sent);
    expect(status).toBe(403);
  });

  it('takes a change as the pages of the board send it: without a body', async () => {
    for (const verb of ['pause', 'resume']) {
      const sent = { method: 'PUT', headers: { origin: operator.url } };
      const { status } = await operator.send(`/queues/act/api/queues/bulk/${verb}`, sent);
      expect(status).toBeLessThan(300);
    }
  });

  it('lists a hundred jobs at a time at most', async () => {
    const statusOf = async (query: string): Promise<number> =>
      (await viewer.send(`/queues/look/api/queues?activeQueue=small&${query}`)).status;
    for (const query of ['', 'jobsPerPage=1', 'jobsPerPage=100'])
      expect([query, await statusOf(query)]).toEqual([query, 200]);
    for (const most of ['101', '1000000', '1e5', '0x64', ' 5', '100&jobsPerPage=5'])
      expect([most, await statusOf(`jobsPerPage=${most}`)]).toEqual([most, 400]);
  });

  /** A batch whose first job fails, since its connection is ended, and whose shard is decided by the next one. */
  const failedOnce = async (): Promise<Job> => {
    const [partner] = service.partners;
    const accepted = await whileHeld(service.databaseUrl, ['LOCK TABLE partner_clients'], async () => {
      const batch = await partner.submitClients([{ ...ITEMS[0], partner_client_id: 'Q-9' }]);
      await lockAwaited(service.databaseUrl);
      await rowsOf(
        service.superuserUrl,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      await waitUntil(async () => (await jobs('failed')).length > 0, { withinMs: SOON_MS });
      return batch;
    });
    await partner.decided(accepted);
    const [failed] = await jobs('failed');
    if (failed === undefined) throw new Error('no job is shown as failed');
    return failed;
  };

  it('does no harm when a job is retried whose shard is decided, and keeps who did it', async () => {
    const failed = await failedOnce();
    const logOf = async (): Promise<string[]> =>
      JSON.parse(await operator.page(`/queues/act/api/queues/small/${failed.id}/logs`)) as string[];
    expect(await logOf()).toEqual([
      expect.stringMatching(/^The shard was not decided, and nothing of it was saved/),
    ]);
    const stored = async (): Promise<object[][]> => [
      await rowsOf(
        service.databaseUrl,
        'SELECT * FROM item_results ORDER BY partner_id, batch_id, item_index',
      ),
      await rowsOf(service.databaseUrl, 'SELECT * FROM shards ORDER BY partner_id, batch_id, shard_no'),
    ];
    const before = await stored();
    expect((await change(operator, `/queues/act/api/queues/small/${failed.id}/retry`)).status).toBe(204);
    await waitUntil(async () => (await logOf()).length === 2, { withinMs: SOON_MS });
    expect((await logOf()).at(-1)).toMatch(/^There was nothing to decide/);
    expect(await stored()).toEqual(before);
    const audit = await viewer.page('/audit');
    expect(audit).toContain(`Asked to retry a job of the queue small, ${failed.id}.`);
    expect(audit).toContain(`The queues did it: retry a job of the queue small, ${failed.id}.`);
  });

  it('serves a page that loads nothing from elsewhere and runs nothing inline', async () => {
    const { text, headers } = await viewer.send('/queues/look');
    expect(text).not.toMatch(/https?:|<style|style="|<script(?![^>]*(src="static|type="application\/json))/);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
