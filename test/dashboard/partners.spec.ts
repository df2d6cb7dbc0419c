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

  it('show volumes of the time that is chosen', async () => {
    for (const query of ['?over=hour', '?over=week', '?over=nonsense'])
      expect(/data-count="Failed">(\d+)</.exec(await viewer.page(`${PARTNER}${query}`))?.[1]).toBe('3');
    const page = await viewer.page(`${PARTNER}?over=hour`);
    expect(/<a href="([^"]+)" aria-current="true">Last hour</.exec(page)?.[1]).toBe(
      `${PARTNER}?over=hour#volumes`,
    );
    expect(await viewer.page('/partners/demo-marketplace?over=day')).toContain(
      'It has sent nothing in this time.',
    );
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

  /** When each live secret was made, as the forms say it, the oldest first. */
  const liveSecrets = async (): Promise<string[]> =>
    (
      await rowsOf<{ made_at: Date }>(
        service.databaseUrl,
        `SELECT s.created_at AS made_at FROM partner_secrets s JOIN partners ON partners.id = partner_id
         WHERE client_id = 'demo-payments' AND revoked_at IS NULL ORDER BY s.created_at`,
      )
    ).map(({ made_at }) => made_at.toISOString());
  const madeSecret = async (): Promise<string> => {
    const { text } = await operator.submit(`${PARTNER}/rotate`);
    return /data-secret[^>]*>([^<]+)</.exec(text)?.[1] ?? '';
  };

  it('get a second secret, shown once, and lose the one that the form names', async () => {
    const old = service.partners[0].credentials.client_secret;
    const answer = await operator.submit(`${PARTNER}/rotate`);
    const unseen = /data-secret[^>]*>([^<]+)</.exec(answer.text)?.[1] ?? '';
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect([await statusOfToken(unseen), await statusOfToken(old)]).toEqual([200, 200]);
    const refused = await operator.submit(`${PARTNER}/rotate`); // two are live
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('revoke that one')]);

    const [older = '', newest = ''] = await liveSecrets();
    const offered = [...(await operator.page(PARTNER)).matchAll(/href="([^"]*revoke[^"]*)">([^<]*)/g)];
    expect(offered.map(([, , label]) => label)).toEqual([
      expect.stringMatching(/^Revoke the older secret \(\d+ \w+ old\)/),
      expect.stringMatching(/^Revoke the newest secret \(\d+ s old\)/),
    ]);
    const asked = await operator.page(offered[1]?.[1] ?? '');
    expect(asked).toContain(`name="made_at" type="hidden" value="${newest}"`);
    await operator.submit(`${PARTNER}/revoke`, { made_at: newest });
    expect([await statusOfToken(unseen), await statusOfToken(old)]).toEqual([401, 200]);

    const secret = await madeSecret();
    await operator.submit(`${PARTNER}/revoke`, { made_at: older });
    expect([await statusOfToken(secret), await statusOfToken(old)]).toEqual([200, 401]);
    expect(await viewer.page('/audit')).not.toContain(secret);
  });

  it('lose no secret that is not live any more, that no form names, or that is the last one', async () => {
    const [last = ''] = await liveSecrets();
    expect((await operator.submit(`${PARTNER}/revoke`, { made_at: last })).status).toBe(409);
    await madeSecret();
    const [, newest = ''] = await liveSecrets();
    await operator.submit(`${PARTNER}/revoke`, { made_at: newest });
    await madeSecret();
    expect((await operator.submit(`${PARTNER}/revoke`, { made_at: newest })).status).toBe(409);
    expect((await operator.submit(`${PARTNER}/revoke`)).status).toBe(400);
    expect((await operator.send(`${PARTNER}/revoke?made_at=${encodeURIComponent(newest)}`)).status).toBe(409);
    expect(await liveSecrets()).toHaveLength(2);
  });

  const SEEN_DEFAULTS = { seen_item_quota: '', seen_requests_per_minute: '', seen_items_per_minute: '' };

  it('get other limits, or none of nonsense', async () => {
    const fields = { item_quota: '5000', requests_per_minute: '', items_per_minute: '100000' };
    const nonsense = ['0', '-1', 'x', '1e3', '99999999999'].map((item_quota) => ({ ...fields, item_quota }));
    const without = (form: Record<string, string>, left: string): Record<string, string> =>
      Object.fromEntries(Object.entries(form).filter(([name]) => name !== left));
    const whole = { ...SEEN_DEFAULTS, ...fields };
    for (const form of [
      ...nonsense.map((limits) => ({ ...SEEN_DEFAULTS, ...limits })),
      without(whole, 'item_quota'),
      without(whole, 'seen_item_quota'),
    ])
      expect((await operator.submit(`${PARTNER}/limits`, form)).status).toBe(400);
    expect(await fact('item_quota')).toBe('default');
    await operator.submit(`${PARTNER}/limits`, whole);
    expect([await fact('item_quota'), await fact('requests_per_minute')]).toEqual(['5,000', 'default']);
  });

  it('keep the limits that somebody else has set since the form was shown', async () => {
    const refused = await operator.submit(`${PARTNER}/limits`, {
      ...SEEN_DEFAULTS,
      item_quota: '',
      requests_per_minute: '7',
      items_per_minute: '',
    });
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('items that may wait from default to 5,000'),
    ]);
    expect([await fact('item_quota'), await fact('requests_per_minute')]).toEqual(['5,000', 'default']);
    expect(await operator.page(`${PARTNER}/limits`)).toContain(
      'name="seen_item_quota" type="hidden" value="5000"',
    );
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
      'secret_made',
      'secrets_revoked',
      'secret_made',
      'secrets_revoked',
      'secret_made',
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
