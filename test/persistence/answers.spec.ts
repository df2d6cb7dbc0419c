import { DataSource } from 'typeorm';
import { PartnerPath } from '../../libs/persistence/src';
import { dataSourceOptions } from '../../libs/persistence/src/connections/data-sources';
import { type Recoveries } from '../../libs/platform/src';
import { createServiceDatabase, type ServiceDatabase } from '../support/service-database';
import { sharedServers } from '../support/shared-servers';

const SLEEP = { name: 'sleep', text: 'SELECT pg_sleep($1)' };

/** Enough transactions for one connection that a question behind them waits much longer than a probe does. */
const WORK = { transactions: 20, seconds: 0.2 };
const PROBE_MS = 900;

describe('whether the database answers', () => {
  let database: ServiceDatabase;
  let dataSource: DataSource;
  let path: PartnerPath;
  beforeAll(async () => {
    database = await createServiceDatabase(sharedServers());
    dataSource = await new DataSource(dataSourceOptions('test', database.ownerUrl, 1)).initialize();
    const recoveries = { away: () => undefined, back: () => undefined } as unknown as Recoveries;
    path = new PartnerPath(dataSource, recoveries);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const busy = (): Promise<unknown> =>
    Promise.allSettled(
      Array.from({ length: WORK.transactions }, () =>
        path.transaction('1', (transaction) => transaction.query(SLEEP, [WORK.seconds])),
      ),
    );
  const msUntil = async (end: Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await end;
    return performance.now() - begun;
  };

  it('is known without a connection of its own, while others get answers', async () => {
    const work = busy();
    const asked = [msUntil(path.answers()), msUntil(path.ping())] as const;
    const [answered, pinged] = await Promise.all(asked);
    await work;
    expect(answered).toBeLessThan(PROBE_MS);
    expect(pinged).toBeGreaterThan(PROBE_MS);
  });

  it('is not, when nobody gets one', async () => {
    await dataSource.destroy();
    await expect(path.answers()).rejects.toThrow();
    await dataSource.initialize();
    await path.answers();
  });
});
