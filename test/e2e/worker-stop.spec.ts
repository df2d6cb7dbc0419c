import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';
import { sharedServers } from '../support/shared-servers';
import { TcpProxy } from '../support/tcp-proxy';

describe('a worker that is told to stop', () => {
  let service: Service;
  let redis: TcpProxy;
  beforeAll(async () => {
    redis = await TcpProxy.inFrontOf(sharedServers().redisUrl);
    service = await startService({ workers: 2, through: { redis } });
  });
  afterAll(async () => {
    await service.stop();
    await redis.stop();
  });

  it('finishes what it has under way and ends with exit code 0; another one does the rest', async () => {
    const [partner] = service.partners;
    const accepted = [];
    for (let batch = 0; batch < 6; batch++) {
      accepted.push(await partner.submitClients(clients(`stop-${batch}`, 5_000)));
    }
    expect(await service.killWorker('SIGTERM')).toBe('exit code 0');
    for (const one of accepted) expect((await partner.decided(one)).counts.Completed).toBe(5_000);
    expect(service.logs().filter((line) => line.includes('shard not decided'))).toEqual([]);
  });

  it('ends with exit code 0 while Redis is away, too', async () => {
    await redis.refuse();
    expect(await service.killWorker('SIGTERM')).toBe('exit code 0');
  });
});
