import path from 'node:path';
import Redis from 'ioredis';
import { type Child } from '../../scripts/embedded/child-process.mjs';
import { startThrowAwayServers } from '../../scripts/embedded/throw-away.mjs';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { prepareServers } from '../support/prepared-servers';
import { Service } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';
import { BackedUp } from './base-backup';

const ITEMS = 50;

/** What a partner sent, under an Idempotency-Key. */
interface Sent {
  name: string;
  accepted: Accepted;
}

describe('a database that is restored to a moment', () => {
  let servers: Awaited<ReturnType<typeof startThrowAwayServers>>;
  let service: Service;
  let partner: Partner;
  let restored: Child | undefined;
  const before: Sent[] = [];
  const after: Sent[] = [];
  const took: Record<string, number> = {};

  const send = async (name: string): Promise<Sent> => ({
    name,
    accepted: await partner.submitClients(clients(name, ITEMS), {
      'idempotency-key': name.replaceAll(/\W/g, '-'),
    }),
  });
  async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begunMs = performance.now();
    const result = await work();
    took[name] = Math.round(performance.now() - begunMs);
    return result;
  }

  beforeAll(async () => {
    servers = await startThrowAwayServers(() => undefined, { archive_mode: 'on' });
    service = await Service.start({ servers: await prepareServers(servers) });
    [partner] = service.partners;
    const backup = new BackedUp(servers.superuserUrl, servers.folder, path.join(servers.folder, 'postgres'));
    await backup.archiveWal();

    before.push(await send('before the backup'));
    // Batches come in while the files are copied.
    let copied = false as boolean;
    const sending = (async () => {
      for (let n = 0; !copied; n++) before.push(await send(`during the backup ${n}`));
    })();
    await timed('base backup', () => backup.takeBase());
    copied = true;
    await sending;
    before.push(await send('after the backup'));
    for (const { accepted } of before) await partner.decided(accepted);
    await service.killWorker('SIGTERM');
    before.push(await send('undecided at the moment'));
    const [now] = await rowsOf<{ moment: string }>(
      servers.superuserUrl,
      'SELECT clock_timestamp()::text AS moment',
    );
    await service.startWorker();
    after.push(await send('after the moment'), await send('after the moment, too'));
    for (const { accepted } of after) await partner.decided(accepted);
    await backup.allArchived();

    // The machine is lost, and Redis with it.
    await service.stopProcesses();
    await servers.kill('postgres', 'SIGKILL');
    const redis = new Redis(servers.redisUrl);
    await redis.flushall();
    redis.disconnect();

    const port = Number(new URL(servers.superuserUrl).port);
    const log = path.join(servers.folder, 'restored.log');
    restored = await timed('restore', () => backup.restore(port, now?.moment ?? '', log));
    await service.apis[0]?.start();
    await service.startWorker();
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    await restored?.stop();
    await servers.stop();
    process.stderr.write(
      `restored: ${before.length} batches from before the moment, ${after.length} after it; ms: ${JSON.stringify(took)}\n`,
    );
  });

  it('has every batch from before it, and all of their items become terminal', async () => {
    for (const { name, accepted } of before) {
      const { counts } = await partner.decided(accepted);
      expect([name, counts]).toEqual([name, expect.objectContaining({ total: ITEMS, Completed: ITEMS })]);
    }
  });

  it('has no batch from after it', async () => {
    for (const { name, accepted } of after) {
      expect([name, (await partner.send(accepted.status_check_uri)).status]).toEqual([name, 404]);
    }
    const [row] = await rowsOf<{ batches: number }>(
      service.databaseUrl,
      'SELECT count(*)::int AS batches FROM batches',
    );
    expect(row?.batches).toBe(before.length);
  });

  it('gives a partner that repeats its requests the old batches again, and new ones for those that were lost', async () => {
    for (const { name, accepted } of before)
      expect((await send(name)).accepted.status_check_id).toBe(accepted.status_check_id);
    for (const { name, accepted } of after) {
      const again = await send(name);
      expect(again.accepted.status_check_id).not.toBe(accepted.status_check_id);
      expect(new Set(outcomes(await partner.decided(again.accepted)))).toEqual(new Set(['Completed']));
    }
  });

  it('has gone on from the moment as a history of its own', async () => {
    const [row] = await rowsOf<{ timeline: number; recovering: boolean }>(
      servers.superuserUrl,
      'SELECT timeline_id AS timeline, pg_is_in_recovery() AS recovering FROM pg_control_checkpoint()',
    );
    expect(row?.recovering).toBe(false);
    expect(row?.timeline).toBeGreaterThan(1);
  });
});
