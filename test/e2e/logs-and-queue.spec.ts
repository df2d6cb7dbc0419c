import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { bodyOf, clientWith } from '../support/claims';
import { client } from '../support/clients';
import { send } from '../support/http';
import { redisContent } from '../support/redis-content';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';

const JOB_MEMBERS = ['attempt', 'batchId', 'partnerId', 'shard'];

interface Line extends Record<string, unknown> {
  level: string;
  time: string;
  process: string;
  msg: string;
}

describe('what the service writes down beside the database', () => {
  let service: Service;
  beforeAll(async () => {
    // Everything that it can say; and no worker yet, so that jobs can be looked at while they wait.
    service = await startService({ workers: 0, env: { LOG_LEVEL: 'trace' } });
  });
  afterAll(() => service.stop());

  const lines = (): Line[] => service.logs().map((line) => JSON.parse(line) as Line);
  /** The line with which a request ends, once it has been written. */
  async function requestLine(requestId: string): Promise<Line> {
    let found: Line | undefined;
    const isThere = (): boolean =>
      (found = lines().find((line) => line['request_id'] === requestId && line.msg === 'request')) !==
      undefined;
    expect(await waitUntil(isThere, { withinMs: SOON_MS })).toBe(true);
    return found as Line;
  }

  it('is, for a request, lines with its request id, and with the batch’s id once there is one', async () => {
    const [partner] = service.partners;
    const answer = await partner.post('/api/v1/clients', [client('logged')], { 'x-request-id': 'asked-1' });
    const { status_check_id: batch_id } = answer.json() as Accepted;
    expect(answer.headers.get('x-request-id')).toBe('asked-1');

    expect(await requestLine('asked-1')).toMatchObject({
      level: 'info',
      process: 'api',
      method: 'POST',
      path: '/api/v1/clients',
      status: 202,
      batch_id,
      partner_id: expect.stringMatching(/^\d+$/) as unknown,
      duration_ms: expect.any(Number) as unknown,
    });
    expect(lines()).toContainEqual(
      expect.objectContaining({
        msg: 'batch accepted',
        request_id: 'asked-1',
        batch_id,
        partner_id: expect.stringMatching(/^\d+$/) as unknown,
        record_kind: 'clients',
        items: 1,
        shards: 1,
        bytes: JSON.stringify([client('logged')]).length,
        duration_ms: expect.any(Number) as unknown,
      }),
    );
  });

  it('is a line with a request id of the service’s own for a request without one, also when it is refused', async () => {
    const refused = await service.partners[0].post('/api/v1/clients', '{');
    const unknown = await send(`${service.apiUrl}/api/v1/nothing?a=b`);
    for (const { headers, status } of [refused, unknown]) {
      expect(await requestLine(headers.get('x-request-id') ?? '')).toMatchObject({ status });
    }
  });

  it('has nothing but ids in Redis, while a job waits and when it is done', async () => {
    const jobs = async (): Promise<Record<string, string>[]> =>
      [...(await redisContent(service.redisUrl)).values()].filter(
        (value): value is Record<string, string> =>
          typeof value === 'object' && value !== null && 'data' in value,
      );
    const accepted = await service.partners[0].submitClients([client('queued')]);
    expect(await waitUntil(async () => (await jobs()).length >= 2, { withinMs: SOON_MS })).toBe(true);
    const expectIdsOnly = async (): Promise<void> => {
      for (const { data = '' } of await jobs()) {
        expect(Object.keys(JSON.parse(data) as object).sort()).toEqual(JOB_MEMBERS);
      }
    };
    await expectIdsOnly();
    await service.startWorker();
    await service.partners[0].decided(accepted);
    await expectIdsOnly();
  });

  it('is one line for a batch that is decided at once', async () => {
    const body = bodyOf([clientWith('at-once', ['at-once']), 'null']);
    const answer = await service.partners[0].post('/api/v1/clients/revenueClaims', body);
    const { id: batch_id } = answer.json() as { id: string };
    const said = lines().filter((line) => line['batch_id'] === batch_id && line.msg !== 'request');
    expect(said).toEqual([
      expect.objectContaining({
        msg: 'batch decided at once',
        partner_id: expect.stringMatching(/^\d+$/) as unknown,
        record_kind: 'clients-with-claims',
        items: 2,
        bytes: body.length,
        counts: { Completed: 1, Duplicate: 0, Conflict: 0, Failed: 1 },
        duration_ms: expect.any(Number) as unknown,
      }),
    ]);
  });

  it('says, of a shard that was decided, which batch it belongs to, how large it was, how it ended and when', async () => {
    const accepted = await service.partners[0].submitClients([client('decided'), client('decided')]);
    await service.partners[0].decided(accepted);
    const [batch] = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT id FROM batches WHERE status_check_id = $1',
      [accepted.status_check_id],
    );
    const isLogged = (): boolean =>
      lines().some((line) => line.msg === 'shard decided' && line['internal_batch_id'] === batch?.id);
    expect(await waitUntil(isLogged, { withinMs: SOON_MS })).toBe(true);
    const about = lines().filter((line) => line['batch_id'] === accepted.status_check_id);
    expect(about.filter(({ process }) => process === 'worker')).toEqual([
      expect.objectContaining({
        msg: 'shard decided',
        partner_id: expect.stringMatching(/^\d+$/) as unknown,
        record_kind: 'clients',
        shard: 0,
        attempt: 1,
        items: 2,
        bytes: expect.any(Number) as unknown,
        counts: { Completed: 1, Duplicate: 1, Conflict: 0, Failed: 0 },
        duration_ms: expect.any(Number) as unknown,
        since_accepted_ms: expect.any(Number) as unknown,
      }),
    ]);
  });
});
