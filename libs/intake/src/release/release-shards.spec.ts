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

  it('looks at once at the partner that it is asked for', async () => {
    release.request('1');
    expect(asked).toEqual([['1']]);
    await release.idle();
    expect(asked).toEqual([['1']]);
  });

  it('fills the places of several decided shards in one go', async () => {
    for (const partner of ['1', '2', '1']) release.requestRefill(partner);
    expect(asked).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toEqual([['1', '2']]);
  });

  it('is idle only when what is to be refilled has been', async () => {
    release.requestRefill('1');
    await release.idle();
    expect(asked).toEqual([['1']]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toEqual([['1']]);
  });
});
