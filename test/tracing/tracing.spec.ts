import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { bodyOf, clientWith } from '../support/claims';
import { client, clients } from '../support/clients';
import { poisoning } from '../support/poison';
import { redisContent } from '../support/redis-content';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';
import { CollectedSpans, type CollectedSpan } from './collected-spans';

/** Somebody else's trace, as a partner might send it. */
const FOREIGN_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const FOREIGN = `00-${FOREIGN_TRACE}-00f067aa0ba902b7-01`;
const STATUS_ERROR = 2;

/** Each span with the one that it belongs to, by their names. */
function shapeOf(spans: readonly CollectedSpan[]): string[] {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans.map(
    ({ name, parentSpanId }) => `${names.get(parentSpanId ?? '') ?? parentSpanId ?? '–'} > ${name}`,
  );
}

describe('traces', () => {
  const collected = new CollectedSpans();
  const poison = poisoning();
  let service: Service;
  let redisOfApi: TcpProxy;
  beforeAll(async () => {
    redisOfApi = await TcpProxy.inFrontOf(sharedServers().redisUrl);
    const env = {
      ...collected.env,
      NODE_OPTIONS: `${collected.env['NODE_OPTIONS']} ${poison.env['NODE_OPTIONS']}`,
      CAREFUL_AFTER_ATTEMPTS: '1',
    };
    const through = (name: string) => Promise.resolve(name === 'api' ? { redis: redisOfApi } : {});
    service = await startService({ env, through });
  });
  afterAll(async () => {
    await service.stop();
    await redisOfApi.stop();
    collected.remove();
    poison.remove();
  });

  it('lead from the request by way of the queue to the commit, one for each batch', async () => {
    const [partner] = service.partners;
    const accepted = await partner.submitClients(clients('traced', 3));
    await partner.decided(accepted);
    const spans = await collected.ofBatch(accepted.status_check_id, 'decide shard');
    // Before it accepts, a request may have to look how much waits, about once a second.
    const shape = shapeOf(spans).filter((one) => one !== 'POST /api/v1/clients > transaction');
    expect(shape.sort()).toEqual([
      'POST /api/v1/clients > accept batch',
      'accept batch > decide shard',
      'accept batch > release shard',
      'accept batch > transaction',
      'decide shard > transaction',
      '– > POST /api/v1/clients',
    ]);
    const [decided] = spans.filter(({ name }) => name === 'decide shard');
    expect([decided?.process]).toEqual(service.pids.workers);
    expect(decided?.attributes).toMatchObject({
      batch_id: accepted.status_check_id,
      shard: 0,
      attempt: 1,
      record_kind: 'clients',
      items: 3,
    });
    const [request] = spans.filter(({ parentSpanId }) => parentSpanId === null);
    expect(request?.attributes).toMatchObject({
      'http.route': '/api/v1/clients',
      'http.response.status_code': 202,
    });
    for (const { startMs, endMs } of spans) expect(endMs).toBeGreaterThanOrEqual(startMs);
  });

  it('go on in a process that neither accepted nor was told: the job says nothing of them', async () => {
    const [partner] = service.partners;
    await redisOfApi.refuse();
    const accepted = await partner.submitClients([client('by-another')]);
    await partner.decided(accepted);
    await redisOfApi.pass();
    const spans = await collected.ofBatch(accepted.status_check_id, 'decide shard');
    const [worker] = service.pids.workers;
    const byProcess = (name: string) => spans.find((span) => span.name === name)?.process;
    expect([byProcess('accept batch'), byProcess('release shard'), byProcess('decide shard')]).toEqual([
      service.pids.api,
      worker,
      worker,
    ]);
    const [traceId] = spans.map((span) => span.traceId);
    expect(JSON.stringify([...(await redisContent(service.redisUrl)).values()])).not.toContain(traceId);
  });

  it('have a request that is decided at once whole', async () => {
    const body = bodyOf([clientWith('at-once', ['at-once'])]);
    const answer = await service.partners[0].post('/api/v1/clients/revenueClaims', body);
    const { id } = answer.json() as { id: string };
    const spans = await collected.ofBatch(id, 'POST /api/v1/clients/revenueClaims');
    expect(shapeOf(spans).sort()).toEqual([
      'POST /api/v1/clients/revenueClaims > decide batch at once',
      'decide batch at once > transaction',
      '– > POST /api/v1/clients/revenueClaims',
    ]);
  });

  it('are linked to the trace of a caller, and are not part of it', async () => {
    const [partner] = service.partners;
    const accepted = await partner.submitClients([client('linked')], { traceparent: FOREIGN });
    const spans = await collected.ofBatch(accepted.status_check_id, 'POST /api/v1/clients');
    expect(spans.find(({ parentSpanId }) => parentSpanId === null)?.links).toEqual([FOREIGN_TRACE]);
    expect(spans.map(({ traceId }) => traceId)).not.toContain(FOREIGN_TRACE);
  });

  it('show each attempt, the failed one without the words of its error, which may quote an item', async () => {
    const [partner] = service.partners;
    const accepted = await partner.submitClients([client('poison-throws')]);
    await partner.decided(accepted);
    const spans = await collected.ofBatch(accepted.status_check_id, 'decide shard', 2);
    const attempts = spans.filter(({ name }) => name === 'decide shard');
    expect(attempts.map(({ attributes, status }) => [attributes['attempt'], status])).toEqual([
      [1, { code: STATUS_ERROR, message: 'SyntaxError' }],
      [2, null],
    ]);
    expect(shapeOf(spans).filter((one) => one === 'decide shard > transaction')).toHaveLength(2);
    expect(JSON.stringify(spans)).not.toContain('poison-throws');
  });

  it('do without what a row says that is no trace', async () => {
    const [partner] = service.partners;
    await service.killWorker();
    const accepted: Accepted = await partner.submitClients([client('damaged')]);
    await rowsOf(
      service.databaseUrl,
      `UPDATE batches SET trace_context = '00-x' WHERE status_check_id = $1`,
      [accepted.status_check_id],
    );
    await service.startWorker();
    const { counts } = await partner.decided(accepted);
    expect(counts.Completed).toBe(1);
  });

  it('are found by the lines of the log', async () => {
    const [partner] = service.partners;
    const accepted = await partner.submitClients([client('in-the-log')]);
    await partner.decided(accepted);
    const [{ traceId } = { traceId: '' }] = await collected.ofBatch(accepted.status_check_id, 'decide shard');
    const said = (): string[] =>
      service
        .logs()
        .filter((line) => line.includes(`"trace_id":"${traceId}"`))
        .map((line) => (JSON.parse(line) as { msg: string }).msg);
    // A line may come later through its pipe than the span on its way.
    await waitUntil(() => said().includes('shard decided'), { withinMs: SOON_MS });
    expect(said()).toEqual(expect.arrayContaining(['batch accepted', 'request', 'shard decided']));
  });
});
