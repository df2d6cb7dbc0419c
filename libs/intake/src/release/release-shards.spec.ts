import { type HandOut, type TraceContexts } from '@app/persistence';
import { type Configuration, Metrics, type Recoveries } from '@app/platform';
import { type ShardQueues } from '@app/queue';
import { ReleaseShards } from './release-shards';

describe('ReleaseShards', () => {
  let asked: string[][];
  let release: ReleaseShards;
  beforeEach(() => {
    asked = [];
    const handOut = {
      ofPartners: (partners: string[]) => {
        asked.push(partners);
        return Promise.resolve({ shards: [], recovered: 0 });
      },
    };
    release = new ReleaseShards(
      { releaseIntervalMs: 1_000, releaseLeaseMs: 1_000 } as unknown as Configuration,
      handOut as unknown as HandOut,
      { available: true } as unknown as ShardQueues,
      { back: () => undefined } as unknown as Recoveries,
      new Metrics(),
      {} as unknown as TraceContexts,
    );
  });

  it('looks at once at the partner that it is asked for, and after that at those who asked meanwhile', async () => {
    for (const partner of ['1', '2', '3', '2']) release.request(partner);
    expect(asked).toEqual([['1']]);
    await release.idle();
    expect(asked).toEqual([['1'], ['2', '3']]);
  });

  it('is idle only when the places of decided shards have been filled', async () => {
    for (const partner of ['1', '2', '1']) release.requestRefill(partner, 'small');
    expect(asked).toEqual([]);
    await release.idle();
    expect(asked).toEqual([['1', '2']]);
  });

  it('fills also the places of those that were decided while it came to an end', async () => {
    release.request('1');
    const idle = release.idle();
    release.requestRefill('2', 'small');
    await idle;
    expect(asked).toEqual([['1'], ['2']]);
  });
});
