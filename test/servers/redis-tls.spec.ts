import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Redis from 'ioredis';
import { Logger } from '@nestjs/common';
import { checkRedisSettings } from '../../libs/queue/src/redis/check-settings';
import { freePort } from '../../scripts/embedded/free-port.mjs';
import { TestAuthority } from '../support/certificates';
import { claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { Dashboard } from '../support/dashboard';
import { type Service, startService } from '../support/service';
import { type RedisServer, startRedisServer } from './redis-server';
import { settingsWith } from './settings-with';
import { ADMIN, SHIPPED_LOGIN, SHIPPED_PREFIX, shippedConfiguration } from './shipped-redis';
import { workersShown } from './shown';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('with a Redis that speaks TLS alone and knows users, the service', () => {
  let folder: string;
  let port: number;
  let authority: TestAuthority;
  let server: RedisServer;
  let service: Service;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redis-tls-'));
    authority = new TestAuthority('authority', folder);
    port = await freePort();
    const { certificate, key } = authority.issue('127.0.0.1');
    server = await startRedisServer({
      folder,
      port,
      configuration: shippedConfiguration(),
      settings: {
        port: '0',
        'tls-port': `${port}`,
        'tls-cert-file': certificate,
        'tls-key-file': key,
        'tls-ca-cert-file': authority.file,
        'tls-auth-clients': 'no',
      },
      reach: { ...ADMIN, tls: { ca: fs.readFileSync(authority.file, 'utf8') } },
    });
    const env = { QUEUE_PREFIX: SHIPPED_PREFIX, REDIS_CA_FILE: authority.file };
    service = await startService({ env, through: { redis: { reach: () => url() } } });
  });
  afterAll(async () => {
    await service.stop();
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  });
  const url = (login = SHIPPED_LOGIN, scheme = 'rediss'): string => `${scheme}://${login}@127.0.0.1:${port}`;

  it('decides batches of all kinds, in both lanes', async () => {
    const [partner] = service.partners;
    expect((await partner.decideClients(clients('small', 3))).counts.Completed).toBe(3);
    expect((await partner.decideClients(clients('bulk', 1200))).counts.Completed).toBe(1200);
    expect((await partner.decideClaims([claimOf('small-0', 'claim')])).counts.Completed).toBe(1);
    expect((await partner.decideAtOnce([clientWith('at-once', ['c'])])).counts.Completed).toBe(1);
  });

  it('shows the queues on the dashboard, and lets operators act on them', async () => {
    const dashboard = await Dashboard.start(service);
    const operator = await dashboard.visitor('operator');
    const queues = '/queues/act/api/queues';
    const shown = await operator.page(`${queues}?activeQueue=small&status=completed`);
    expect(JSON.parse(shown)).toMatchObject({ queues: [{ name: 'small' }, { name: 'bulk' }] });
    expect(await workersShown(operator)).toBe('1');
    for (const action of ['pause', 'resume', 'clean/completed']) {
      const headers = { ...JSON_TYPE, origin: operator.url };
      const sent = { method: 'PUT', headers, body: '{}' };
      expect([action, (await operator.send(`${queues}/small/${action}`, sent)).status]).toEqual([
        action,
        200,
      ]);
    }
    expect((await service.partners[0].decideClients(clients('resumed', 1))).counts.Completed).toBe(1);
  });

  it('has not once asked for more than the shipped user may, which is its own keys alone', async () => {
    expect(await server.redis.call('ACL', 'LOG')).toEqual([]);
    const [username, password] = SHIPPED_LOGIN.split(':') as [string, string];
    const tls = { ca: fs.readFileSync(authority.file, 'utf8') };
    const user = new Redis({ host: '127.0.0.1', port, username, password, tls });
    await expect(user.get('another')).rejects.toThrow('NOPERM');
    await expect(user.publish('another', '')).rejects.toThrow('NOPERM');
    for (const command of ['FLUSHALL', 'KEYS *', 'CONFIG GET *', 'ACL LIST', 'CLIENT KILL TYPE normal']) {
      const [name = '', ...rest] = command.split(' ');
      await expect(user.call(name, ...rest)).rejects.toThrow('NOPERM');
    }
    user.disconnect();
  });

  it('is not answered in plain text, and tells at start what may be wrong', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    await checkRedisSettings(settingsWith({ REDIS_URL: url(SHIPPED_LOGIN, 'redis') }));
    expect(warn.mock.calls).toEqual([
      [
        'Redis closed the connection without an answer; if it speaks TLS, REDIS_URL must begin with rediss://',
      ],
    ]);
    warn.mockRestore();
  });

  it.each([
    [
      'another authority',
      () => ({ REDIS_URL: url(), REDIS_CA_FILE: new TestAuthority('other', folder).file }),
      /^REDIS_URL leads to a server whose certificate is not of an authority in REDIS_CA_FILE, or is for another name \(.+\)$/,
    ],
    [
      'no authority',
      () => ({ REDIS_URL: url() }),
      /^REDIS_URL leads to a server whose certificate Node does not trust, .+: REDIS_CA_FILE must name the file with its authority$/,
    ],
    [
      'another name than that of the certificate',
      () => ({ REDIS_URL: url().replace('127.0.0.1', 'localhost'), REDIS_CA_FILE: authority.file }),
      /is for another name \(ERR_TLS_CERT_ALTNAME_INVALID .+localhost/,
    ],
    [
      'a wrong password',
      () => ({ REDIS_URL: url('service:wrong'), REDIS_CA_FILE: authority.file }),
      /^REDIS_URL must have a user and a password that Redis lets in, and it says: WRONGPASS /,
    ],
    [
      'no user',
      () => ({ REDIS_URL: `rediss://127.0.0.1:${port}`, REDIS_CA_FILE: authority.file }),
      /^REDIS_URL must have a user and a password that Redis lets in, and it says: NOAUTH /,
    ],
  ])('refuses to start with %s, in a sentence', async (_, env, sentence) => {
    await expect(checkRedisSettings(settingsWith(env()))).rejects.toThrow(sentence);
  });
});
