import { client } from '../support/clients';
import { send } from '../support/http';
import { poisoning } from '../support/poison';
import { type Service, startService } from '../support/service';

describe('an item that', () => {
  const poison = poisoning();
  let service: Service;

  const events = (name: string): { attempt: number }[] =>
    service
      .logs()
      .filter((line) => line.includes(`"event":"${name}"`))
      .map((line) => JSON.parse(line) as { attempt: number });

  afterAll(async () => {
    await service.stop();
    poison.remove();
  });

  it('throws is tried as often as configured, then carefully, and no more', async () => {
    service = await startService({ env: { ...poison.env, CAREFUL_AFTER_ATTEMPTS: '2' }, metrics: true });
    const [partner] = service.partners;
    const { counts } = await partner.decideClients([client('poison-throws'), client('neighbour')]);
    expect(counts).toMatchObject({ total: 2, Completed: 1, Failed: 1 });
    expect(events('shard_not_decided').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(events('decided_carefully').map(({ attempt }) => attempt)).toEqual([3]);
    const { text } = await send(service.workers[0]?.metricsUrl ?? '');
    const toldTimes = { shard_not_decided: 2, decided_carefully: 1, item_set_aside: 1 };
    for (const [event, times] of Object.entries(toldTimes))
      expect(text).toContain(`partner_client_service_recoveries_total{event="${event}"} ${times}\n`);
  });
});
