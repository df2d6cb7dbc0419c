import { Dashboard, type Visitor } from '../support/dashboard';
import { send } from '../support/http';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

const PARTNER = '/partners/demo-payments';

describe('partners on the dashboard', () => {
  let service: Service;
  let viewer: Visitor;
  let operator: Visitor;
  beforeAll(async () => {
    service = await startService({});
    const dashboard = await Dashboard.start(service);
    viewer = await dashboard.visitor('viewer');
    operator = await dashboard.visitor('operator');
    await service.partners[0].decideClients([
      {},
      {},
      { partner_client_id: 'B', client_start_date: 1, entity_type: 'x' },
    ]);
  });
  afterAll(() => service.stop());

  const fact = async (name: string): Promise<string | undefined> =>
    new RegExp(`data-fact="${name}">(.*?)</dd>`, 's')
      .exec(await viewer.page(PARTNER))?.[1]
      ?.replace(/<[^>]*>/g, '');
  const statusOfToken = async (client_secret: string): Promise<number> => {
    const body = JSON.stringify({
      client_id: 'demo-payments',
      client_secret,
      grant_type: 'client_credentials',
    });
    return (
      await send(`${service.apiUrl}/auth/v1/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    ).status;
  };

  it('are listed with what is agreed with them', async () => {
    const page = await viewer.page('/partners');
    expect(page).toContain('href="/partners/demo-payments"');
    expect(page).toContain('href="/partners/demo-marketplace"');
  });

  it('show volumes, and why items were not saved, the most frequent reason first', async () => {
    const page = await viewer.page(PARTNER);
    expect(/data-count="Failed">(\d+)</.exec(page)?.[1]).toBe('3');
    const reasons = [
      ...page.matchAll(/<code>([a-z_]+)<\/code> <code class="soft">([^<]*)<.*?data-label="Items">(\d+)</gs),
    ];
    expect(reasons[0]?.slice(1)).toEqual(['required', '/client_start_date', '2']);
    const counts = reasons.map(([, , , items]) => Number(items));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('offer actions to operators, and refuse them to viewers', async () => {
    expect(await operator.page(PARTNER)).toContain(`href="${PARTNER}/suspend"`);
    expect(await viewer.page(PARTNER)).not.toContain(`href="${PARTNER}/suspend"`);
    for (const action of ['rotate', 'revoke', 'suspend', 'activate', 'limits']) {
      expect((await viewer.send(`${PARTNER}/${action}`)).status).toBe(403);
      expect((await viewer.submit(`${PARTNER}/${action}`)).status).toBe(403);
    }
    expect(await rowsOf(service.databaseUrl, 'SELECT * FROM audit_events')).toEqual([]);
    expect(await fact('status')).toBe('active');
  });

  it('do nothing on the page that asks, and are suspended and activated by the form', async () => {
    expect(await operator.page(`${PARTNER}/suspend`)).toContain('answered 403');
    expect(await fact('status')).toBe('active');
    expect((await operator.submit(`${PARTNER}/suspend`)).headers.get('location')).toBe(PARTNER);
    expect(await fact('status')).toBe('suspended');
    await operator.submit(`${PARTNER}/activate`);
    expect(await fact('status')).toBe('active');
  });

  it('get a second secret, shown once, and lose the older one', async () => {
    const old = service.partners[0].credentials.client_secret;
    const answer = await operator.submit(`${PARTNER}/rotate`);
    const secret = /data-secret[^>]*>([^<]+)</.exec(answer.text)?.[1] ?? '';
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect([await statusOfToken(secret), await statusOfToken(old)]).toEqual([200, 200]);
    expect((await operator.submit(`${PARTNER}/rotate`)).status).toBe(409); // two are live
    await operator.submit(`${PARTNER}/revoke`);
    expect([await statusOfToken(secret), await statusOfToken(old)]).toEqual([200, 401]);
    expect((await operator.submit(`${PARTNER}/revoke`)).status).toBe(409); // the last one stays
    expect(await viewer.page('/audit')).not.toContain(secret);
  });

  it('get other limits, or none of nonsense', async () => {
    const fields = { item_quota: '5000', requests_per_minute: '', items_per_minute: '100000' };
    await operator.submit(`${PARTNER}/limits`, fields);
    expect([await fact('item_quota'), await fact('requests_per_minute')]).toEqual(['5,000', 'default']);
    for (const item_quota of ['0', '-1', 'x', '1e3', '99999999999'])
      expect((await operator.submit(`${PARTNER}/limits`, { item_quota })).status).toBe(400);
    expect(await fact('item_quota')).toBe('5,000');
  });

  it('keep who did what, in order, and nobody of the service can change it', async () => {
    const events = await rowsOf<{ user_name: string; action: string; client_id: string }>(
      service.databaseUrl,
      'SELECT user_name, action, client_id FROM audit_events ORDER BY id',
    );
    expect(events.map(({ action }) => action)).toEqual([
      'partner_suspended',
      'partner_activated',
      'secret_made',
      'secrets_revoked',
      'limits_changed',
    ]);
    expect(new Set(events.map(({ user_name, client_id }) => `${user_name} ${client_id}`))).toEqual(
      new Set(['operator demo-payments']),
    );
    const page = await viewer.page('/audit');
    expect(page).toContain(
      'Changed items that may wait from default to 5,000, items per minute from default to 100,000.',
    );
    const granted = await rowsOf<{ privilege_type: string; grantee: string }>(
      service.superuserUrl,
      `SELECT DISTINCT grantee, privilege_type FROM information_schema.column_privileges
       WHERE table_name = 'audit_events' AND grantee IN ('dashboard', 'operator', 'partner_path', 'release', 'auth')
       ORDER BY 1, 2`,
    );
    expect(granted).toEqual([
      { grantee: 'dashboard', privilege_type: 'SELECT' },
      { grantee: 'operator', privilege_type: 'INSERT' },
    ]);
  });
});
