import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clients } from '../support/clients';
import { type Answer, send } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { Partner } from '../support/partner';
import { type Credentials, type Ended, PartnersCommand } from '../support/partners-command';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

/** The time within which a revoked secret takes effect in every process. */
const EFFECTIVE_WITHIN_MS = 5_000;

interface Listed {
  client_id: string;
  name: string;
  currency: string;
  status: string;
  item_quota: number | null;
  secrets: { created_at: string }[];
}

describe('the command line for partners', () => {
  let service: Service;
  let partners: PartnersCommand;
  /** Every secret that was shown. */
  const shown: string[] = [];

  beforeAll(async () => {
    service = await startService();
    partners = new PartnersCommand(service.databaseUrl);
  });
  afterAll(() => service.stop());

  async function made(...args: readonly string[]): Promise<Credentials> {
    const credentials = await partners.json<Credentials>(...args);
    shown.push(credentials.client_secret);
    return credentials;
  }
  const added = (clientId: string): Promise<Credentials> =>
    made('add', '--name', clientId, '--currency', 'GBP');
  const as = (credentials: Credentials): Partner =>
    new Partner(() => service.apiUrl, { name: '', currency: '', ...credentials });
  const listed = async (clientId: string): Promise<Listed | undefined> =>
    (await partners.json<Listed[]>('list')).find(({ client_id }) => client_id === clientId);
  const tokenAnswer = (credentials: Credentials): Promise<Answer> =>
    send(`${service.apiUrl}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...credentials, grant_type: 'client_credentials' }),
    });
  const postStatus = async (partner: Partner): Promise<number> =>
    (await partner.post('/api/v1/clients', [{}])).status;

  function expectRefused({ code, stdout, stderr }: Ended, name: string): string {
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
    expect(error.code).toBe(name);
    return error.message;
  }

  it('adds a partner whose first batch is decided', async () => {
    const args = ['add', '--name', 'Crédit & Fils', '--currency', 'EUR', '--quota', '5000'];
    const { code, stdout, stderr } = await partners.run(...args);
    expect([code, stderr]).toEqual([0, '']);
    const client_secret = /client_secret +([\w-]{43})\n/.exec(stdout)?.[1] ?? '';
    expect(stdout).toMatch(/client_id +credit-fils\n/);
    shown.push(client_secret);

    const { counts } = await as({ client_id: 'credit-fils', client_secret }).decideClients(clients('a', 2));
    expect(counts).toMatchObject({ total: 2, Completed: 2 });
    expect(await listed('credit-fils')).toEqual({
      client_id: 'credit-fils',
      name: 'Crédit & Fils',
      currency: 'EUR',
      status: 'active',
      item_quota: 5000,
      requests_per_minute: null,
      items_per_minute: null,
      secrets: [{ created_at: expect.stringMatching(/^\d{4}-.*Z$/) as unknown }],
    });
  });

  it('changes a secret without an interruption: both work, then the older one and its tokens end', async () => {
    const first = as(await added('rotating'));
    expect(await postStatus(first)).toBe(202);

    const credentials = await made('rotate', 'rotating');
    const second = as(credentials);
    expect(await postStatus(second)).toBe(202);
    expect((await tokenAnswer(first.credentials)).status).toBe(200);

    expect(await partners.json('revoke', 'rotating')).toMatchObject({ revoked_secrets: 1, live_secrets: 1 });
    const isOver = async (): Promise<boolean> => (await postStatus(first)) === 401;
    expect(await waitUntil(isOver, { withinMs: EFFECTIVE_WITHIN_MS, everyMs: 100 })).toBe(true);
    expectProblem(await first.post('/api/v1/clients', [{}]), 'unauthenticated');
    expect((await tokenAnswer(first.credentials)).status).toBe(401);
    expect(await postStatus(second)).toBe(202);
  });

  it('takes the newest secret with revoke --newest, where nobody has seen it, and leaves the one in use', async () => {
    const used = as(await added('unseen'));
    const unseen = as(await made('rotate', 'unseen'));
    expect(await partners.json('revoke', 'unseen', '--newest')).toMatchObject({
      revoked_secrets: 1,
      live_secrets: 1,
    });
    expect((await tokenAnswer(unseen.credentials)).status).toBe(401);
    expect((await tokenAnswer(used.credentials)).status).toBe(200);
    expectRefused(await partners.run('revoke', 'unseen', '--newest', '--json'), 'nothing_to_revoke');
  });

  it('takes everything from a partner with revoke --all, until it is given another secret', async () => {
    const first = as(await added('locked-out'));
    await first.token();
    expect(expectRefused(await partners.run('revoke', 'locked-out', '--json'), 'nothing_to_revoke')).toMatch(
      /rotate locked-out.*--all/,
    );

    expect(await partners.json('revoke', 'locked-out', '--all')).toMatchObject({ live_secrets: 0 });
    expect(await postStatus(first)).toBe(401);
    expect((await tokenAnswer(first.credentials)).status).toBe(401);
    expectRefused(await partners.run('revoke', 'locked-out', '--all', '--json'), 'nothing_to_revoke');

    expect(await postStatus(as(await made('rotate', 'locked-out')))).toBe(202);
  });

  it('suspends and activates, and says what else it has changed', async () => {
    const partner = as(await added('changing'));
    await partner.token();
    const { stdout } = await partners.run(
      ...['set', 'changing', '--suspend', '--quota', '7', '--name', 'Changed'],
    );
    expect(stdout.split('\n').slice(1, -1)).toEqual([
      '  name          changing → Changed',
      '  status        active → suspended',
      '  quota         default → 7',
    ]);
    expectProblem(await partner.post('/api/v1/clients', [{}]), 'partner-suspended');

    const back = await partners.json('set', 'changing', '--activate', '--quota', 'none');
    expect(back).toEqual({
      client_id: 'changing',
      changes: { status: { from: 'suspended', to: 'active' }, item_quota: { from: 7, to: null } },
    });
    expect((await tokenAnswer(partner.credentials)).status).toBe(200);
    expect(await listed('changing')).toMatchObject({ name: 'Changed', currency: 'GBP', item_quota: null });
  });

  it('gives two rotations at the same moment one new secret, and names the way out', async () => {
    await added('hurried');
    const { rotations } = await whileHeld(
      service.databaseUrl,
      [`SELECT FROM partners WHERE client_id = 'hurried' FOR NO KEY UPDATE`],
      async () => {
        const started = [1, 2].map(() => partners.run('rotate', 'hurried', '--json'));
        await lockAwaited(service.databaseUrl, 2);
        return { rotations: started };
      },
    );
    const ended = (await Promise.all(rotations)).sort((a, b) => Number(a.code) - Number(b.code));
    const [done, refused] = ended as [Ended, Ended];
    shown.push((JSON.parse(done.stdout) as Credentials).client_secret);
    expect(expectRefused(refused, 'two_secrets_live')).toMatch(/revoke hurried --newest.*revoke hurried$/);
    expect((await listed('hurried'))?.secrets).toHaveLength(2);
  });

  it.each([
    ['unknown_client_id', 'Did you mean demo-payments?', ['rotate', 'demo-paymets']],
    ['unknown_client_id', 'To see all: ', ['set', 'nobody-at-all', '--activate']],
    ['client_id_taken', '--client-id', ['add', '--name', 'Demo Payments', '--currency', 'GBP']],
  ])('refuses with %s and a remedy: %s', async (name, remedy, args) => {
    const [asJson, inWords] = await Promise.all([partners.run(...args, '--json'), partners.run(...args)]);
    const message = expectRefused(asJson, name);
    expect(message).toContain(remedy);
    expect(inWords).toEqual({ code: 1, stdout: '', stderr: `error: ${message}\n` });
  });

  it('says what is wrong with the database, and never its password', async () => {
    const elsewhere = (change: (url: URL) => void): PartnersCommand => {
      const url = new URL(service.databaseUrl);
      url.password = 'canary';
      change(url);
      return new PartnersCommand(url.href);
    };
    const superuser = new URL(service.superuserUrl);
    superuser.pathname = '/postgres';
    const refusals: readonly [string, PartnersCommand][] = [
      ['invalid_configuration', new PartnersCommand('')],
      ['invalid_configuration', new PartnersCommand('mysql://owner:canary@127.0.0.1/x')],
      ['database_away', elsewhere((url) => (url.port = '1'))],
      ['login_refused', elsewhere((url) => (url.password = 'canary'))],
      ['schema_not_migrated', new PartnersCommand(superuser.href)],
      ['not_the_owner', new PartnersCommand(service.partnerPathUrl)],
    ];
    await Promise.all(
      refusals.map(async ([name, command]) => {
        expect(expectRefused(await command.run('list', '--json'), name)).not.toContain('canary');
      }),
    );
  });

  it('leaves no secret in the database, in a log or in the list', async () => {
    expect(shown.length).toBeGreaterThan(5);
    const rows = await rowsOf<{ row: string }>(
      service.databaseUrl,
      `SELECT p::text || s::text || encode(s.secret_hash, 'escape') AS row
       FROM partners p JOIN partner_secrets s ON s.partner_id = p.id`,
    );
    const places = [
      ...rows.map(({ row }) => row),
      ...service.logs(),
      service.postgresLog(),
      (await partners.run('list')).stdout,
      (await partners.run('list', '--json')).stdout,
    ].join('\n');
    expect(places).toContain('credit-fils');
    for (const secret of shown) expect(places).not.toContain(secret);
  });
});
