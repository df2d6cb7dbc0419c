import { DataSource } from 'typeorm';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { ownerDataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { applyMigrations } from '../../libs/persistence/src/schema/apply-migrations';
import { clients } from '../support/clients';
import { type Answer, send } from '../support/http';
import { type Service, startService } from '../support/service';
import { type ServiceProcess } from '../support/service-process';

const OPEN_WITHIN_MS = 40_000;

describe('a process that is newer than the schema', () => {
  let service: Service;
  let schema: DataSource;
  let newest: string;
  beforeAll(async () => {
    service = await startService();
    schema = await new DataSource(ownerDataSourceOptions(service.databaseUrl)).initialize();
    newest = schema.migrations.at(-1)?.name ?? '';
  });
  afterAll(async () => {
    await schema.destroy();
    await service.stop();
  });

  const answers = (at: ServiceProcess, path: string): Promise<Answer> => send(`${at.url}${path}`);
  const waits = async (process: ServiceProcess): Promise<boolean> => {
    try {
      const ready = await answers(process, '/health/ready');
      return ready.status === 503 && ready.text.includes('schema');
    } catch {
      return false; // not listening yet
    }
  };

  it.each(['api', 'worker'] as const)(
    'as %s is alive and not ready, says what it waits for, and begins by itself when the migration has run',
    async (name) => {
      const [process] = name === 'api' ? service.apis : service.workers;
      if (process === undefined) throw new Error('one of each runs');
      await process.kill('SIGTERM');
      await schema.undoLastMigration({ transaction: 'none' });

      await process.launch();
      expect(await waitUntil(() => waits(process), { withinMs: OPEN_WITHIN_MS })).toBe(true);
      expect((await answers(process, '/health/live')).json()).toEqual({ status: 'up' });
      const refused = await answers(process, '/api/v1/clients');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      const told = service.logs().filter((line) => line.includes('schema_older'));
      expect(JSON.parse(told.at(-1) ?? '{}')).toMatchObject({
        level: 'warn',
        process: name,
        missing: [newest],
        msg: 'the schema is older than this code: waiting for the migration',
      });

      await applyMigrations(schema, () => undefined);
      expect(await waitUntil(() => process.isReady(), { withinMs: OPEN_WITHIN_MS })).toBe(true);
      const document = await service.partners[0].decideClients(clients(`after ${name}`, 3));
      expect(document.counts.Completed).toBe(3);
    },
  );

  it('ends at once when it is told to stop while it waits', async () => {
    const [worker] = service.workers;
    if (worker === undefined) throw new Error('a worker runs');
    await worker.kill('SIGTERM');
    await schema.undoLastMigration({ transaction: 'none' });
    await worker.launch();
    expect(await waitUntil(() => waits(worker), { withinMs: OPEN_WITHIN_MS })).toBe(true);
    expect(await worker.kill('SIGTERM')).toBe('exit code 0');
    await applyMigrations(schema, () => undefined);
  });
});
