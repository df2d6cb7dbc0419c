import { openRaw, type RawExchange } from '../../apps/api/src/testing/raw-exchange';
import { bodyOf, claimOf } from '../support/claims';
import { client } from '../support/clients';
import { type Answer } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { expectNothingStored, storedBy } from '../support/stored';
import { type Accepted, type StatusDocument } from '../support/status-document';
import {
  HOLD_CLAIMS,
  HOLD_RESULTS,
  NOTHING,
  savedOf,
  SYNCHRONOUS,
  transactionsEnded,
  twoClients,
  WHOLE,
} from '../support/synchronous-request';
import { TcpProxy } from '../support/tcp-proxy';

const SYNC_POOL_SIZE = 4;

describe('a synchronous request', () => {
  let proxy: TcpProxy;
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    proxy = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({
      through: { postgres: proxy },
      env: { SYNC_POOL_SIZE: `${SYNC_POOL_SIZE}` },
    });
    [partner] = service.partners;
    await partner.token();
  });
  afterAll(async () => {
    await proxy.pass();
    await service.stop();
    await proxy.stop();
  });

  const post = (name: string, headers: Record<string, string> = {}): Promise<Answer> =>
    partner.post(SYNCHRONOUS, twoClients(name), headers);
  async function openPost(name: string, cutOff = 0): Promise<RawExchange> {
    const exchange = openRaw(Number(new URL(service.apiUrl).port));
    const body = Buffer.from(bodyOf(twoClients(name)));
    const head = [
      `POST ${SYNCHRONOUS} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${await partner.token()}`,
    ];
    exchange.socket.write(
      [...head, 'Content-Type: application/json', `Content-Length: ${body.length}`, '', ''].join('\r\n'),
    );
    exchange.socket.write(body.subarray(0, body.length - cutOff));
    return exchange;
  }

  it.each([
    ['saving its claims', HOLD_CLAIMS],
    ['committing', HOLD_RESULTS],
  ])('whose client hangs up while it is %s is decided whole', async (what, hold) => {
    const before = await storedBy(service);
    await whileHeld(service.databaseUrl, hold, async () => {
      const exchange = await openPost(what);
      await lockAwaited(service.databaseUrl);
      exchange.socket.resetAndDestroy();
      await exchange.closed;
    });
    await transactionsEnded(service);
    expect(await savedOf(service, what)).toEqual(WHOLE);
    expect((await storedBy(service)).batches).toBe(before.batches + 1);
    const again = (await post(what)).json() as StatusDocument;
    const first = again.result[0]?.status.problems[0]?.duplicate_of?.status_check_id ?? '';
    const document = (await partner.send(`/api/v1/clients/status/${first}`)).json() as StatusDocument;
    expect(document.counts).toMatchObject({ total: 2, Pending: 0, Completed: 2 });
  });

  it('whose client hangs up before its body has arrived is not decided', async () => {
    await expectNothingStored(service, async () => {
      const exchange = await openPost('short', 1);
      exchange.socket.end();
      await exchange.closed;
    });
    expect(await savedOf(service, 'short')).toEqual(NOTHING);
  });

  it('whose process is killed leaves nothing behind', async () => {
    await expectNothingStored(service, async () => {
      await whileHeld(service.databaseUrl, HOLD_CLAIMS, async () => {
        const lost = post('killed').catch(() => null);
        await lockAwaited(service.databaseUrl);
        await service.killApi();
        expect(await lost).toBeNull();
      });
      await transactionsEnded(service);
    });
    expect(await savedOf(service, 'killed')).toEqual(NOTHING);
    await service.startApi();
    expect(((await post('killed')).json() as StatusDocument).counts.Completed).toBe(2);
  });

  it('is refused with 503 while the database is away, and nothing is stored', async () => {
    await expectNothingStored(service, async () => {
      await proxy.refuse();
      expectProblem(await post('away', { 'idempotency-key': 'away' }), 'database-away');
      expectProblem(await partner.post('/api/v1/revenueClaims', [claimOf('away', 'away')]), 'database-away');
    });
    await proxy.pass();
    expect(
      ((await post('away', { 'idempotency-key': 'away' })).json() as StatusDocument).counts.Completed,
    ).toBe(2);
  });

  it('is refused with 503 when the database goes away meanwhile, and nothing is stored', async () => {
    await expectNothingStored(service, async () => {
      const [answer] = await whileHeld(service.databaseUrl, HOLD_CLAIMS, async () => {
        const running = post('cut', { 'idempotency-key': 'cut' });
        await lockAwaited(service.databaseUrl);
        await proxy.refuse();
        return [running];
      });
      expectProblem(await answer, 'database-away');
      await transactionsEnded(service);
    });
    expect(await savedOf(service, 'cut')).toEqual(NOTHING);
    await proxy.pass();
    expect(
      ((await post('cut', { 'idempotency-key': 'cut' })).json() as StatusDocument).counts.Completed,
    ).toBe(2);
  });

  it('whose COMMIT the database carries out and does not answer is stored once, also when it is repeated', async () => {
    const before = await storedBy(service);
    const [answer] = await whileHeld(service.databaseUrl, HOLD_RESULTS, async () => {
      const running = post('unanswered', { 'idempotency-key': 'unanswered' });
      await lockAwaited(service.databaseUrl);
      await proxy.refuse();
      return [running];
    });
    expectProblem(await answer, 'database-away');
    await transactionsEnded(service);
    await proxy.pass();
    const again = (await post('unanswered', { 'idempotency-key': 'unanswered' })).json() as StatusDocument;
    expect(again.counts).toMatchObject({ total: 2, Completed: 2 });
    expect((await storedBy(service)).batches).toBe(before.batches + 1);
    expect(await savedOf(service, 'unanswered')).toEqual(WHOLE);
  });

  it(`is in nobody’s way, even when ${SYNC_POOL_SIZE} of them have to wait for records`, async () => {
    const slow = await whileHeld(service.databaseUrl, HOLD_CLAIMS, async () => {
      const running = Array.from({ length: SYNC_POOL_SIZE + 1 }, (_, n) => post(`slow ${n}`));
      await lockAwaited(service.databaseUrl, SYNC_POOL_SIZE);
      const begunMs = performance.now();
      const accepted: Accepted[] = [];
      for (let n = 0; n < 10; n++) accepted.push(await partner.submitClients([client(`quick ${n}`)]));
      const meanMs = (performance.now() - begunMs) / 10;
      expect(meanMs).toBeLessThan(100);
      for (const one of accepted) expect((await partner.decided(one)).counts.Completed).toBe(1);
      return running;
    });
    for (const answer of slow) expect(((await answer).json() as StatusDocument).counts.Completed).toBe(2);
  });
});
