import fs from 'node:fs';
import http from 'node:http';
import { clients } from '../support/clients';
import { send } from '../support/http';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { TcpProxy } from '../support/tcp-proxy';

const CONNECTIONS = 2_000;
const FOR_MS = 15_000;
/** Memory of one API process that is flooded, far below what so many requests would hold for so long. */
const MOST_RSS_MIB = 500;

/** Resident memory of a process in MiB. */
function rssMib(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

describe('a flood of small batches while PostgreSQL is silent', () => {
  let service: Service;
  let postgres: TcpProxy;
  beforeAll(async () => {
    postgres = await TcpProxy.inFrontOf(sharedServers().databaseUrl);
    service = await startService({
      workers: 0,
      through: { postgres },
      env: { MAX_BODY_BYTES: '33554432', RECEIVE_BUDGET_BYTES: '67108864', LOG_LEVEL: 'fatal' },
    });
  });
  afterAll(async () => {
    await postgres.pass();
    await service.stop();
    await postgres.stop();
  });

  it(`from ${CONNECTIONS} connections is refused with 503 and Retry-After, in bounded memory`, async () => {
    const [partner] = service.partners;
    await partner.submitClients(clients('before', 100));
    const authorization = `Bearer ${await partner.token()}`;
    const body = JSON.stringify(clients('flood', 100));
    const answers = new Map<string, number>();
    const count = (answer: string): void => void answers.set(answer, (answers.get(answer) ?? 0) + 1);
    const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const postOnce = (): Promise<void> =>
      new Promise((resolve) => {
        const headers = { authorization, 'content-type': 'application/json', 'content-length': body.length };
        const request = http.request(`${service.apiUrl}/api/v1/clients`, { method: 'POST', agent, headers });
        request.on('error', (error) => {
          count(error.message);
          resolve();
        });
        request.on('response', (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => {
            const { type } = JSON.parse(text) as { type: string };
            count(`${answer.statusCode ?? 0} ${type}, ${answer.headers['retry-after'] ?? ''} s`);
            resolve();
          });
        });
        request.end(body);
      });

    postgres.blackHole();
    const endMs = performance.now() + FOR_MS;
    let mostMib = 0;
    const look = setInterval(() => (mostMib = Math.max(mostMib, rssMib(service.pids.api))), 200);
    const load = Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < endMs) await postOnce();
    });
    expect((await send(`${service.apiUrl}/health/live`)).status).toBe(200);
    await Promise.all(load);
    clearInterval(look);
    agent.destroy();

    expect([...answers.keys()].sort()).toEqual([
      '503 /problems/database-away, 2 s',
      '503 /problems/no-room, 2 s',
    ]);
    expect(mostMib).toBeLessThan(MOST_RSS_MIB);
    await postgres.refuse();
    await postgres.pass();
    expect((await partner.post('/api/v1/clients', clients('after', 100))).status).toBe(202);
  });
});
