import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { type Accepted } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';

/** PostgreSQL is the truth: nobody waits for Redis. */
const ACCEPTED_WITHIN_MS = 2_000;
const BATCHES = 5;
const ITEMS = 20;

describe('while Redis is away', () => {
  let proxy: TcpProxy;
  let service: Service;
  let batches = 0;
  beforeAll(async () => {
    proxy = await TcpProxy.inFrontOf(sharedServers().redisUrl);
    await proxy.refuse();
    // Started without Redis; the tests go on from there.
    service = await startService({ through: { redis: proxy } });
  });
  afterAll(async () => {
    await service.stop();
    await proxy.stop();
  });

  /** Submits several batches, one after the other, each of which must be answered 202 in time. */
  async function submitInTime(): Promise<Accepted[]> {
    const [partner] = service.partners;
    const accepted: Accepted[] = [];
    for (let n = 0; n < BATCHES; n++) {
      const begunMs = performance.now();
      accepted.push(await partner.submitClients(clients(`batch-${batches++}`, ITEMS)));
      expect(performance.now() - begunMs).toBeLessThan(ACCEPTED_WITHIN_MS);
    }
    return accepted;
  }

  async function expectUndecided(accepted: Accepted[]): Promise<void> {
    for (const { status_check_uri: uri } of accepted) {
      expect((await service.partners[0].send(uri)).json()).toMatchObject({
        status: 'Pending',
        counts: { total: ITEMS, Pending: ITEMS },
      });
    }
  }

  async function expectAllDecided(accepted: Accepted[]): Promise<void> {
    for (const one of accepted) {
      expect((await service.partners[0].decided(one)).counts).toMatchObject({
        total: ITEMS,
        Completed: ITEMS,
      });
    }
  }

  const logged = (msg: string): number =>
    service.logs().filter((line) => line.includes(`"msg":"${msg}"`)).length;

  it('from the start, batches are accepted in time, and all decided once it is there', async () => {
    const accepted = await submitInTime();
    expect(logged('Redis is away')).toBeGreaterThan(0);
    await expectUndecided(accepted);
    await proxy.pass();
    await expectAllDecided(accepted);
  });

  it('and refuses connections, batches are accepted in time, and all decided after it is back', async () => {
    const before = logged('Redis is away');
    await proxy.refuse();
    const accepted = await submitInTime();
    expect(await waitUntil(() => logged('Redis is away') > before, { withinMs: SOON_MS })).toBe(true);
    await expectUndecided(accepted);
    await proxy.pass();
    await expectAllDecided(accepted);
  });

  it('and answers nothing, batches are accepted in time, and all decided after it is back', async () => {
    const before = proxy.swallowed;
    proxy.blackHole();
    const accepted = await submitInTime();
    // Longer than the time in which a command fails, so that release has met the silence.
    expect(await waitUntil(() => logged('release postponed') > 0, { withinMs: SOON_MS })).toBe(true);
    expect(proxy.swallowed).toBeGreaterThan(before);
    accepted.push(...(await submitInTime()));
    await expectUndecided(accepted);
    await proxy.pass();
    await expectAllDecided(accepted);
  });

  it('the service is ready all the same, and no fault is logged', async () => {
    await proxy.refuse();
    expect((await fetch(`${service.apiUrl}/health/ready`)).status).toBe(200);
    await proxy.pass();
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});
