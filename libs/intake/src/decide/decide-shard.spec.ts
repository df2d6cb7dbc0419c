import { claimShard, PartnerPath, type Transaction } from '@app/persistence';
import { Configuration, Metrics, Recoveries } from '@app/platform';
import { CarefulTimeOver, classifyCarefully } from '../careful/classify-carefully';
import { encodePayload } from '../payload/encode-payload';
import { decideCarefullyWithin } from './decide-within';
import { DecideShard } from './decide-shard';

jest.mock('@app/persistence', () => ({
  ...jest.requireActual<object>('@app/persistence'),
  claimShard: jest.fn(),
}));
jest.mock('../careful/classify-carefully', () => ({
  ...jest.requireActual<object>('../careful/classify-carefully'),
  classifyCarefully: jest.fn(),
}));
jest.mock('./decide-within');

const SHARD = { batchId: '7', shardNo: 1 };
const LATE = 4;

describe('a careful decision', () => {
  const metrics = new Metrics();
  const recoveries = new Recoveries(metrics);
  jest.spyOn(recoveries, 'tell').mockReturnValue();
  const transaction = <T>(_partnerId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    work(Object.create(null) as Transaction);
  const partnerPath = Object.assign(Object.create(PartnerPath.prototype) as PartnerPath, { transaction });
  const decideShard = new DecideShard(new Configuration(), partnerPath, recoveries, metrics);

  const classify = jest.mocked(classifyCarefully);
  /** Indexes that were set aside already when each attempt began. */
  const known: number[][] = [];
  const setsAside = (...indexes: number[]): void => {
    classify.mockImplementationOnce((_question, { setAside, isUrgent }) => {
      expect(isUrgent).toBe(false);
      known.push([...setAside]);
      for (const index of indexes) setAside.add(index);
      return indexes.length > 0
        ? Promise.reject(new CarefulTimeOver())
        : Promise.resolve({ results: [], candidates: [] });
    });
  };

  beforeAll(async () => {
    jest.mocked(claimShard).mockResolvedValue({
      ...SHARD,
      recordKind: 'clients',
      acceptedOn: '2026-01-31',
      firstIndex: 0,
      itemCount: 1,
      attempts: LATE,
      waitedMs: 0,
      currency: 'GBP',
      statusCheckId: 'id',
      traceContext: null,
      payload: await encodePayload(Buffer.from('{}\n{}')),
    });
    jest.mocked(decideCarefullyWithin).mockResolvedValue({
      results: [],
      counts: {},
    } as unknown as Awaited<ReturnType<typeof decideCarefullyWithin>>);
  });

  it('goes on where the attempt before it stopped, until the shard is decided', async () => {
    setsAside(3);
    await expect(decideShard.decide('1', SHARD, LATE)).rejects.toThrow(CarefulTimeOver);
    setsAside(5);
    await expect(decideShard.decide('1', { ...SHARD, shardNo: 2 }, LATE)).rejects.toThrow(CarefulTimeOver);
    setsAside();
    await expect(decideShard.decide('1', SHARD, LATE)).resolves.not.toBeNull();
    setsAside();
    await decideShard.decide('1', SHARD, LATE);
    expect(known).toEqual([[], [], [3], []]);
  });

  it('is remembered for the last hundred shards', async () => {
    known.length = 0;
    for (let shardNo = 0; shardNo <= 100; shardNo++) {
      setsAside(shardNo);
      await expect(decideShard.decide('1', { batchId: '8', shardNo }, LATE)).rejects.toThrow(CarefulTimeOver);
    }
    for (const shardNo of [1, 100, 0]) {
      setsAside();
      await decideShard.decide('1', { batchId: '8', shardNo }, LATE);
    }
    expect(known.slice(-3)).toEqual([[1], [100], []]);
  });
});
