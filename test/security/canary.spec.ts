import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import Redis from 'ioredis';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client } from '../support/clients';
import { poisoning } from '../support/poison';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { SOON_MS } from '../support/soon';
import { connected, rowsOf } from '../support/sql';
import { type Accepted, type StatusDocument } from '../support/status-document';
import { TcpProxy } from '../support/tcp-proxy';
import { Answers } from './canary/answers';
import {
  type AwkwardRequest,
  type ItemWords,
  refusedRequests,
  takenRequests,
} from './canary/awkward-traffic';
import { type OverheardRedis, overhearRedis } from './canary/overheard-redis';
import { placesBeside } from './canary/places';
import { type LoginToRedis, loginToRedis } from './canary/redis-login';
import { findCanaries } from './canary/search';

const canary = (): string => `canary${randomBytes(12).toString('hex')}`;
const WORDS: ItemWords = {
  'an item’s key': canary(),
  'a member’s value': canary(),
  'an unknown member’s name': canary(),
  'an idempotency key': canary(),
  'a query or header': canary(),
};
/** What somebody else tried as a secret or a token. */
const TRIED = canary();
const SIGNING_KEY = randomBytes(32);
/** Addresses that anybody may ask. */
const OPEN = [
  '/health/live',
  '/health/ready',
  '/problems',
  '/problems/malformed-json',
  '/docs',
  '/openapi.json',
];
/** PostgreSQL refuses this client, and says so with the whole row. */
const REFUSED = `${WORDS['an item’s key']}-refused`;

describe('what partners send, and what the service keeps secret', () => {
  const poison = poisoning();
  const toOthers = new Answers('others');
  const toPartner = new Answers('the partner itself');
  let login: LoginToRedis;
  let redis: OverheardRedis;
  let proxies: { postgres: TcpProxy; redis: TcpProxy };
  let service: Service;
  let secrets: Record<string, string>;

  beforeAll(async () => {
    const shared = sharedServers();
    login = await loginToRedis(shared);
    redis = await overhearRedis(shared.redisUrl);
    proxies = {
      postgres: await TcpProxy.inFrontOf(shared.databaseUrl),
      redis: await TcpProxy.inFrontOf(shared.redisUrl),
    };
    service = await startService({
      servers: login.servers,
      through: proxies,
      env: {
        ...poison.env,
        LOG_LEVEL: 'trace',
        CAREFUL_AFTER_ATTEMPTS: '1',
        TOKEN_SIGNING_KEY: SIGNING_KEY.toString('base64url'),
      },
    });
    const [{ credentials }] = service.partners;
    secrets = {
      'the client secret': credentials.client_secret,
      'the access token': await service.partners[0].token(),
      'the signing key': SIGNING_KEY.toString('latin1'),
      'the signing key as it is configured': SIGNING_KEY.toString('base64url'),
      'Redis’s password': login.password,
      'the owner’s password': decodeURIComponent(new URL(shared.databaseUrl).password),
      ...Object.fromEntries(Object.entries(shared.secrets).filter(([name]) => name.endsWith('Password'))),
    };
  });
  afterAll(async () => {
    await Promise.all(Object.values(proxies).map((proxy) => proxy.pass()));
    await service.stop();
    await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
    redis.stop();
    await login.remove();
    poison.remove();
  });

  /** Sends a request as the partner whose data it is. */
  const asPartner = async ({ path, method = 'POST', headers, ...sent }: AwkwardRequest) =>
    toPartner.send(service.apiUrl + path, {
      method,
      ...sent,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await service.partners[0].token()}`,
        ...headers,
      },
    });
  const postClients = (keys: readonly string[]) =>
    asPartner({ path: '/api/v1/clients', body: JSON.stringify(keys.map((key) => client(key))) });
  const decided = (answer: { json: () => unknown }): Promise<StatusDocument> =>
    service.partners[0].decided(answer.json() as Accepted);

  /** Asks for a token in every way that is wrong, with what the secret might be in every place. */
  async function askForTokens(secret: string): Promise<void> {
    const { client_id } = service.partners[0].credentials;
    const json = { 'content-type': 'application/json' };
    const basic = `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`;
    const whole = { client_id, client_secret: secret, grant_type: 'client_credentials' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const [headers, body] of [
      [json, JSON.stringify({ ...whole, grant_type: secret })],
      [json, `{"client_id": "${client_id}", "client_secret": ${secret}}`],
      [json, JSON.stringify({ ...whole, [secret]: 1, client_id: secret })],
      [form, `${new URLSearchParams(whole).toString()}&client_secret=${secret}`],
      [{ ...form, authorization: basic }, 'grant_type=password'],
      [{ ...json, authorization: `${basic}${secret}` }, '{}'],
    ] as [Record<string, string>, string][]) {
      await toOthers.send(`${service.apiUrl}/auth/v1/token`, { method: 'POST', headers, body });
    }
  }

  /** What everybody else asks meanwhile: without a token, with a wrong one, and as another partner. */
  async function othersAsk(): Promise<void> {
    for (const path of OPEN) await toOthers.send(service.apiUrl + path);
    for (const worker of service.workers) {
      for (const path of ['/health/live', '/health/ready', '/health/recoveries'])
        await toOthers.send(worker.url + path);
    }
    const ids = await rowsOf<{ id: string }>(
      service.databaseUrl,
      'SELECT status_check_id AS id FROM batches',
    );
    const tokens = [TRIED, await service.partners[1].token()];
    for (const { id } of ids) {
      for (const token of tokens) {
        const headers = { authorization: `Bearer ${token}` };
        await toOthers.send(`${service.apiUrl}/api/v1/clients/status/${id}`, { headers });
      }
    }
  }

  /** What was found of the words and of the secrets in everything but PostgreSQL's tables and the partner's own documents. */
  const found = async (): Promise<string[]> => {
    const beside = [...(await placesBeside(service, redis)), toOthers.place];
    return [
      ...findCanaries({ ...WORDS, ...secrets, 'what others tried': TRIED }, beside),
      ...findCanaries(secrets, [toPartner.place]),
    ];
  };

  it('are nowhere else after requests that are taken and refused, on every route', async () => {
    const answers: number[] = [];
    for (const request of takenRequests(WORDS)) {
      const answer = await asPartner(request);
      answers.push(answer.status);
      if (answer.status === 202) await decided(answer);
    }
    expect(new Set(answers)).toEqual(new Set([202, 200]));
    for (const request of refusedRequests(WORDS)) {
      const { status } = await asPartner(request);
      expect([request.path, Math.floor(status / 100)]).toEqual([request.path, 4]);
    }
    await askForTokens(TRIED);
    await askForTokens(service.partners[0].credentials.client_secret);
    await othersAsk();
    // What is searched was written down, and what is looked for was really sent.
    expect(service.logs().length).toBeGreaterThan(50);
    expect(redis.text()).toContain(service.queuePrefix);
    expect(findCanaries(WORDS, [toPartner.place]).length).toBeGreaterThan(2);
    expect(await found()).toEqual([]);
  });

  it('are nowhere else after items that make the worker throw and PostgreSQL refuse them', async () => {
    const poisoned = await postClients([`poison-throws-${WORDS['an item’s key']}`, 'beside poison']);
    expect((await decided(poisoned)).counts).toMatchObject({ Failed: 1, Completed: 1 });
    await rowsOf(
      service.databaseUrl,
      `ALTER TABLE partner_clients ADD CONSTRAINT no_such_client CHECK (partner_client_id <> '${REFUSED}')`,
    );
    const refused = await postClients([REFUSED, 'beside refused']);
    expect((await decided(refused)).counts).toMatchObject({ Failed: 1, Completed: 1 });
    await othersAsk();
    // Both really went wrong: the log tells of the errors, and so does Bull.
    const events = service.logs().filter((line) => line.includes('"event":"shard_not_decided"'));
    expect(events.map((line) => (JSON.parse(line) as { err: { type: string } }).err.type)).toEqual([
      'SyntaxError',
      expect.any(String),
    ]);
    expect(redis.text()).toContain('failedReason');
    expect(await found()).toEqual([]);
  });

  it('are nowhere else while database and Redis are away, and when they are back', async () => {
    await proxies.redis.refuse();
    const withoutRedis = await postClients([`${WORDS['an item’s key']}-without Redis`]);
    expect(withoutRedis.status).toBe(202);
    await proxies.postgres.refuse();
    const withoutDatabase = await Promise.all([
      postClients([`${WORDS['an item’s key']}-without PostgreSQL`]),
      ...takenRequests(WORDS).map(asPartner),
    ]);
    expect(new Set(withoutDatabase.map(({ status }) => status))).toEqual(new Set([503]));
    await askForTokens(TRIED);
    await toOthers.send(`${service.apiUrl}/health/ready`);
    await Promise.all(Object.values(proxies).map((proxy) => proxy.pass()));
    expect((await decided(withoutRedis)).counts.Completed).toBe(1);
    await othersAsk();
    expect(await found()).toEqual([]);
    process.stderr.write(
      `canaries: ${Object.keys({ ...WORDS, ...secrets }).length} texts looked for in ${service.logs().length} lines of log, ` +
        `${toOthers.count} answers to others, ${toPartner.count} to the partner\n`,
    );
  });

  it('are found where somebody puts them', async () => {
    const name = 'a member’s value';
    const word = WORDS[name];
    const log = fs.openSync(service.aLogFile, 'a');
    const asCommand = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', word]);
    const client = new Redis(service.redisUrl);
    try {
      fs.writeSync(log, `${JSON.stringify({ msg: Buffer.from(`x${word}`).toString('base64') })}\n`);
      await client.set(`planted-${Buffer.from(word).toString('hex')}`, '1');
      await connected(service.databaseUrl, async (connection) => {
        await expect(connection.query(`SELECT ${word}`)).rejects.toThrow('does not exist');
      });
      await toOthers.send(`${service.apiUrl}/health/live`, { headers: { 'x-request-id': word } });
      const isEverywhere = async (): Promise<boolean> => (await found()).length === 6;
      await waitUntil(isEverywhere, { withinMs: SOON_MS });
      expect(await found()).toEqual(
        [
          'the service’s logs',
          'PostgreSQL’s log',
          'Redis',
          'what was said to Redis',
          'a command line',
          'an answer to others',
        ].map((place) => `${name} is in ${place}`),
      );
    } finally {
      client.disconnect();
      asCommand.kill();
      fs.closeSync(log);
    }
  });
});
