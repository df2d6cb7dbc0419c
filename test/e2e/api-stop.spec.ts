import http from 'node:http';
import { openRaw } from '../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client } from '../support/clients';
import { send } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { expectNothingStored } from '../support/stored';
import { TcpProxy } from '../support/tcp-proxy';

const GRACE_MS = 6_000;
const CLIENTS = 8;
const STOPS = 3;
const HOLD_STORING = ['LOCK TABLE shard_payloads IN SHARE MODE'];

/** What became of a request: its status, or the code of the error that its connection ended with. */
interface Outcome {
  readonly status: number | string;
  readonly text: string;
}

/** Whether something has gone out over one of the agent's connections. */
function hasSent(agent: http.Agent): boolean {
  return Object.values(agent.sockets).some((sockets = []) =>
    sockets.some(({ connecting, bytesWritten }) => !connecting && bytesWritten > 0),
  );
}

describe('an API process that is told to stop', () => {
  let service: Service;
  let postgres: TcpProxy;
  beforeAll(async () => {
    postgres = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({
      workers: 0,
      through: { postgres },
      env: { SHUTDOWN_GRACE_MS: `${GRACE_MS}` },
    });
    await service.partners[0].token();
  });
  afterAll(async () => {
    await postgres.pass();
    await service.stop();
    await postgres.stop();
  });

  /** Posts one client over a connection that the agent keeps open, as integrations under load do. */
  async function post(agent: http.Agent, key: string): Promise<Outcome> {
    const authorization = `Bearer ${await service.partners[0].token()}`;
    const body = JSON.stringify([client(key)]);
    return new Promise((resolve) => {
      const request = http.request(`${service.apiUrl}/api/v1/clients`, {
        method: 'POST',
        agent,
        headers: { authorization, 'content-type': 'application/json', 'content-length': body.length },
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        resolve({ status: error.code ?? error.message, text: '' });
      });
      request.on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, text });
        });
      });
      request.end(body);
    });
  }

  const stopped = (): number => service.logs().filter((line) => line.includes('"msg":"stopped"')).length;

  /** Ends the API and expects the line that it logs right before it exits with 0. */
  async function stopInTime(): Promise<void> {
    const before = stopped();
    const begunMs = performance.now();
    await service.killApi('SIGTERM');
    expect(performance.now() - begunMs).toBeLessThan(GRACE_MS);
    expect(stopped()).toBe(before + 1);
  }

  it(`answers every request that it took, ${STOPS} times under load; refused connections are all that clients meet`, async () => {
    const accepted: string[] = [];
    const others = new Set<Outcome['status']>();
    let [done, sent] = [false, 0];
    const load = Array.from({ length: CLIENTS }, async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      while (!done) {
        const { status, text } = await post(agent, `load-${sent++}`);
        if (status === 202) accepted.push((JSON.parse(text) as Accepted).status_check_id);
        else others.add(status);
      }
      agent.destroy();
    });
    for (let stop = 1; stop <= STOPS; stop++) {
      const enough = accepted.length + 100;
      expect(await waitUntil(() => accepted.length > enough, { withinMs: SOON_MS })).toBe(true);
      await stopInTime();
      await service.startApi();
    }
    done = true;
    await Promise.all(load);
    // A connection that reaches the kernel in the very moment in which the listener closes is reset; nothing of it was taken.
    for (const status of others) expect(['ECONNREFUSED', 'ECONNRESET']).toContain(status);
    const rows = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT status_check_id AS id FROM batches',
    );
    const stored = new Set(rows.map(({ id }) => id));
    expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
    // No request was stored without its 202, since every one was answered.
    expect(stored.size).toBe(accepted.length);
  });

  it('finishes a request that takes its time', async () => {
    const before = stopped();
    const [answer] = await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
      const running = post(new http.Agent(), 'slow');
      await lockAwaited(service.databaseUrl);
      process.kill(service.pids.api, 'SIGTERM');
      const isClosed = async (): Promise<boolean> =>
        (await send(`${service.apiUrl}/health/live`).catch(() => null)) === null;
      expect(await waitUntil(isClosed, { withinMs: 2_000 })).toBe(true);
      return [running];
    });
    expect((await answer).status).toBe(202);
    expect(await waitUntil(() => stopped() > before, { withinMs: GRACE_MS })).toBe(true);
    await service.startApi();
  });

  it('answers 503 in the end to a request that does not get on, and closes a connection that sends too slowly', async () => {
    const authorization = `Authorization: Bearer ${await service.partners[0].token()}`;
    const slow = openRaw(Number(new URL(service.apiUrl).port));
    await expectNothingStored(service, async () => {
      const [answer] = await whileHeld(service.databaseUrl, HOLD_STORING, async () => {
        const head = ['POST /api/v1/clients HTTP/1.1', 'Host: x', authorization];
        slow.socket.write(
          [...head, 'Content-Type: application/json', 'Content-Length: 99', '', '['].join('\r\n'),
        );
        const running = post(new http.Agent(), 'stuck');
        await lockAwaited(service.databaseUrl);
        await stopInTime();
        return [running];
      });
      expect((await answer).status).toBe(503);
      await slow.closed;
    });
    await service.startApi();
  });

  it.each(['refuse', 'blackHole'] as const)(
    'ends in time while PostgreSQL is away (%s)',
    async (takeAway) => {
      await postgres[takeAway]();
      const agent = new http.Agent();
      let isAnswered = false;
      const running = post(agent, takeAway).finally(() => (isAnswered = true));
      // Who comes after the signal is refused.
      expect(await waitUntil(() => isAnswered || hasSent(agent), { withinMs: SOON_MS })).toBe(true);
      await stopInTime();
      expect((await running).status).toBe(503);
      await postgres.pass();
      await service.startApi();
    },
  );
});
