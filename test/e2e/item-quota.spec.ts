import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client, clients } from '../support/clients';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

const QUOTA = 1000;

let service: Service;
let partner: Partner;
let other: Partner;
beforeAll(async () => {
  service = await startService({ workers: 0, env: { PARTNER_ITEM_QUOTA: `${QUOTA}` } });
  [partner, other] = service.partners;
});
afterAll(() => service.stop());

let batch = 0;
const submit = (from: Partner, items = 1): Promise<Answer> =>
  from.post('/api/v1/clients', clients(`quota-${batch++}`, items));

/** The first answer of this status; what a partner sends within a second may exceed its quota. */
async function eventually(from: Partner, status: number): Promise<Answer> {
  let answer = await submit(from);
  await waitUntil(async () => (answer = await submit(from)).status === status, {
    withinMs: 20_000,
    everyMs: 100,
  });
  expect(answer.status).toBe(status);
  return answer;
}

describe('the quota of undecided items', () => {
  it('lets the whole of a batch in that exceeds it, refuses further ones, and opens when items have been decided', async () => {
    const accepted = await submit(partner, 2 * QUOTA);
    expect(accepted.status).toBe(202);
    const refused = await eventually(partner, 429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.json()).toEqual({
      type: '/problems/backlog-full',
      title: 'Too many items wait to be decided',
      status: 429,
      detail:
        'This partner has 1,000 or more items waiting to be decided, a batch counting for at least 100. Send further ones when some have been.',
    });
    const status = await partner.send((accepted.json() as { status_check_uri: string }).status_check_uri);
    expect(status.status).toBe(200);
    expect((await partner.post('/api/v1/clients/revenueClaims', [client('quota-at-once')])).status).toBe(200);
    expect((await submit(other)).status).toBe(202);

    await service.startWorker();
    await eventually(partner, 202);
    await service.killWorker('SIGTERM');
  });

  it('counts small batches as more than their items, since they are as much work', async () => {
    await eventually(other, 429);
    const [waiting] = await rowsOf<{ items: number }>(
      service.databaseUrl,
      `SELECT sum(item_count)::int AS items FROM shards s JOIN partners p ON p.id = s.partner_id
       WHERE decided_at IS NULL AND client_id = $1`,
      [other.credentials.client_id],
    );
    expect(waiting?.items).toBeLessThan(QUOTA / 2);
  });

  it('is the partner’s own where it has one', async () => {
    await rowsOf(
      service.databaseUrl,
      'UPDATE partners SET item_quota = 1000000 WHERE client_id = $1 RETURNING id',
      [other.credentials.client_id],
    );
    await eventually(other, 202);
  });
});
