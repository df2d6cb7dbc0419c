import { Dashboard, PASSWORD, type Visitor } from '../support/dashboard';
import { send } from '../support/http';
import { whileHeld } from '../support/locks';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

describe('access to the dashboard', () => {
  let service: Service;
  let dashboard: Dashboard;
  let operator: Visitor;
  beforeAll(async () => {
    service = await startService({ workers: 0, env: { TRUSTED_PROXIES: '127.0.0.1' } });
    dashboard = await Dashboard.start(service);
    operator = await dashboard.visitor('operator');
  });
  afterAll(() => service.stop());

  it.each([
    '/',
    '/batches',
    '/events',
    '/assets/live-overview.js',
    '/assets/uplot.css',
    '/no/such/page',
    '/LOGIN2',
  ])('refuses %s to somebody who has not logged in, and leads a person to the login', async (path) => {
    const stranger = dashboard.stranger();
    const page = await stranger.send(path);
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      `/login?to=${encodeURIComponent(path)}`,
    ]);
    const asked = await stranger.send(path, { headers: { accept: '*/*' } });
    expect(asked.status).toBe(401);
    expect(asked.text).not.toContain('Backlog');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])(
    'refuses %s without a login',
    async (method) => {
      const { status } = await dashboard.stranger().send('/', { method, headers: { origin: dashboard.url } });
      expect(status).toBe(401);
    },
  );

  it('needs no login for the login itself, its style, and probes', async () => {
    for (const path of ['/login', '/dashboard.css', '/health/live', '/health/ready'])
      expect([path, (await dashboard.stranger().send(path)).status]).toEqual([path, 200]);
  });

  it('keeps a session in a cookie that no script and no other site can use', async () => {
    const { headers } = await dashboard.stranger().login('viewer');
    expect(headers.get('set-cookie')).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(headers.get('location')).toBe('/');
  });

  it('tells nobody whether the name or the password was wrong', async () => {
    const known = await dashboard.stranger().login('operator', 'wrong');
    const unknown = await dashboard.stranger().login('nobody', PASSWORD);
    expect([known.status, unknown.status]).toEqual([401, 401]);
    expect(known.text).toBe(unknown.text);
  });

  it('leads to no page of another site after the login', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const { headers } = await dashboard
        .stranger()
        .post('/login', { name: 'viewer', password: PASSWORD, to });
      expect(headers.get('location')).toBe('/');
    }
  });

  it('lets nobody in with a token that is forged', async () => {
    const [head = '', claims = ''] = operator.sessionCookie.split('.');
    for (const cookie of [
      `${head}.${claims}.`,
      `${head}.${claims}.${'A'.repeat(43)}`,
      'dashboard_session=x',
    ]) {
      const { status } = await send(`${dashboard.url}/`, { headers: { cookie } });
      expect(status).toBe(401);
    }
  });

  it('takes no form from another origin, nor one without the token of its session', async () => {
    const form_token = await operator.formToken();
    const refused = [
      await operator.post('/logout', { form_token }, { origin: 'http://evil.example' }),
      await operator.post('/logout', { form_token }, { 'sec-fetch-site': 'same-site' }),
      await operator.post('/logout', { form_token: 'x'.repeat(43) }),
      await operator.post('/logout', {}),
      await operator.send('/logout', { method: 'POST' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await operator.send('/')).status).toBe(200);
  });

  it.each([
    ['text/plain', 'x'],
    ['application/json', '{}'],
    ['application/json; charset=utf-8', '{"form_token":["x"]}'],
    ['application/x-www-form-urlencoded ; charset=utf-8', ''],
    ['APPLICATION/X-WWW-FORM-URLENCODED', ''],
    ['application/x-www-form-urlencoded', ''],
  ])('takes no change without the token of its session, sent as %s', async (type, body) => {
    for (const path of ['/logout', '/partners/demo-payments/suspend', '/no/such/page']) {
      const { status } = await operator.send(path, {
        method: 'POST',
        headers: { origin: operator.url, 'content-type': type },
        body,
      });
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
    }
    expect(await operator.page('/partners/demo-payments')).toContain('standing active');
  });

  it('shows pages that load nothing from elsewhere and run nothing inline', async () => {
    const { headers, text } = await operator.send('/');
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(text).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|style="|https?:\/\//);
  });

  it('ends the session at logout', async () => {
    const visitor = await dashboard.visitor('viewer');
    expect((await visitor.submit('/logout')).headers.get('location')).toBe('/login');
    expect((await visitor.send('/')).status).toBe(303);
  });

  /** What a copy of a cookie is worth to somebody else, at a dashboard. */
  const statusWith = async (cookie: string, { url }: Dashboard): Promise<number> =>
    (await send(`${url}/`, { headers: { cookie, accept: 'text/html' } })).status;

  it('takes no copy of the cookie of a session that has ended, in no process and after no restart', async () => {
    const [visitor, stays] = [await dashboard.visitor('viewer'), await dashboard.visitor('viewer')];
    const [copy, other] = [visitor.sessionCookie, stays.sessionCookie];
    const another = await dashboard.beside(service);
    expect([await statusWith(copy, dashboard), await statusWith(copy, another)]).toEqual([200, 200]);
    const live = await fetch(`${dashboard.url}/events`, { headers: { cookie: copy } });

    await visitor.submit('/logout');
    expect(await live.text()).toContain('retry:'); // and the stream has come to its end
    expect([await statusWith(copy, dashboard), await statusWith(copy, another)]).toEqual([303, 303]);
    await another.process.kill();
    await another.process.start();
    expect([await statusWith(copy, another), await statusWith(other, another)]).toEqual([303, 200]);
    const kept = await rowsOf<{ hours: number }>(
      service.databaseUrl,
      'SELECT extract(epoch FROM expires_at - now())::int / 3600 AS hours FROM ended_sessions',
    );
    expect(kept.map(({ hours }) => hours)).toEqual([11, 11]);
  });

  it('forgets ended sessions when their time is over', async () => {
    const expired = '00000000-0000-4000-8000-000000000001';
    await rowsOf(service.databaseUrl, "INSERT INTO ended_sessions VALUES ($1, now() - interval '2 hours')", [
      expired,
    ]);
    await (await dashboard.visitor('viewer')).submit('/logout');
    expect(await rowsOf(service.databaseUrl, 'SELECT FROM ended_sessions WHERE id = $1', [expired])).toEqual(
      [],
    );
  });

  it('lets nobody pass while nobody can say which sessions have ended', async () => {
    const refused = await whileHeld(service.databaseUrl, ['LOCK TABLE ended_sessions'], () =>
      Promise.all(
        ['/assets/live-overview.js', '/queues/act/api/queues', '/batches?q=key-of-a-client'].map((path) =>
          operator.send(path),
        ),
      ),
    );
    for (const { status, text } of refused)
      expect([status, text]).toEqual([503, expect.stringContaining('The database does not answer')]);
    const logged = service.logs().filter((line) => line.includes('a page could not be shown'));
    expect(logged.filter((line) => line.includes('"path":"/batches"'))).toHaveLength(1);
    expect(service.logs().join()).not.toContain('key-of-a-client');
    expect((await operator.send('/assets/live-overview.js')).status).toBe(200);
  });

  it('counts and logs attempts by the address that a trusted proxy names, and locks nobody out elsewhere', async () => {
    const from = async (address: string, password: string): Promise<number> =>
      (await dashboard.stranger().login('viewer', password, { 'x-forwarded-for': address })).status;
    const outcomes: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) outcomes.push(await from('203.0.113.7', 'guess'));
    expect(outcomes).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await from('203.0.113.8', PASSWORD)).toBe(303);
    const logged = service.logs().filter((line) => line.includes('"address":"203.0.113.7"'));
    expect(logged).toHaveLength(11);
  });

  it('throttles attempts, also with the right password', async () => {
    // Last: from here on the address of this test has to wait.
    const outcomes = new Set<number>();
    for (let attempt = 0; attempt < 12; attempt++)
      outcomes.add((await dashboard.stranger().login('someone', 'guess')).status);
    expect([...outcomes]).toEqual([401, 429]);
    const right = await dashboard.stranger().login('operator');
    expect([right.status, right.headers.get('set-cookie')]).toEqual([429, null]);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
