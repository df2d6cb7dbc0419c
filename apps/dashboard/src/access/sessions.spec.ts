import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DashboardConfiguration } from '@app/platform';
import { type EndedSessions } from './ended-sessions';
import { Sessions } from './sessions';
import { type Role, userEntry } from './user-entry';
import { Users } from './users';

const folder = mkdtempSync(path.join(tmpdir(), 'dashboard-users-'));
const file = path.join(folder, 'users');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const entry = (name: string, role: Role = 'operator', password = 'a password of ann'): Promise<string> =>
  userEntry(name, role, password);

async function sessionsWith(users: string): Promise<{ users: Users; sessions: Sessions; token: string }> {
  writeFileSync(file, users);
  const configuration = Object.assign(new DashboardConfiguration(), {
    dashboardUsers: `file:${file}`,
    dashboardSessionKey: new Uint8Array(32),
  });
  const known = new Users(configuration);
  await known.onModuleInit();
  const ids = new Set<string>();
  const ended = {
    has: (id: string) => Promise.resolve(ids.has(id)),
    add: (id: string) => Promise.resolve(void ids.add(id)),
  } as unknown as EndedSessions;
  const sessions = new Sessions(configuration, known, ended);
  const ann = await known.find('ann');
  if (ann === undefined) throw new Error('ann is a user');
  return { users: known, sessions, token: await sessions.begin(ann) };
}

describe('a session', () => {
  it('has the role that the user has now, not that of the login', async () => {
    const { sessions, token } = await sessionsWith(await entry('ann'));
    const before = await sessions.find(token);
    expect(before?.user.role).toBe('operator');
    writeFileSync(file, `ann:viewer:${before?.user.passwordHash ?? ''}`);
    expect((await sessions.find(token))?.user.role).toBe('viewer');
  });

  it('ends with the user, with the password, and with a file that nobody can read any more', async () => {
    const { sessions, token } = await sessionsWith(await entry('ann'));
    writeFileSync(file, await entry('bob'));
    expect(await sessions.find(token)).toBeNull();
    writeFileSync(file, await entry('ann', 'operator', 'another password'));
    expect(await sessions.find(token)).toBeNull();
    rmSync(file);
    expect(await sessions.find(token)).toBeNull();
  });

  it('ends alone, and whoever has to know is told', async () => {
    const { sessions, users, token } = await sessionsWith(await entry('ann'));
    const ann = await users.find('ann');
    const session = await sessions.find(token);
    if (ann === undefined || session === null) throw new Error('ann has logged in');
    const other = await sessions.begin(ann);
    const told: string[] = [];
    sessions.onEnd((id) => told.push(id));
    await sessions.end(session);
    expect([await sessions.find(token), told]).toEqual([null, [session.id]]);
    expect(await sessions.find(other)).not.toBeNull();
    expect(session.expiresAt.getTime() - Date.now()).toBeGreaterThan(11 * 3_600_000);
  });

  it('has a form token of its own', async () => {
    const { sessions, users, token } = await sessionsWith(`${await entry('ann')} ${await entry('bob')}`);
    const [ann, bob] = [await sessions.find(token), await users.find('bob')];
    if (ann === null || bob === undefined) throw new Error('both are users');
    const other = await sessions.find(await sessions.begin(bob));
    expect(sessions.isFormToken(ann, ann.formToken)).toBe(true);
    for (const wrong of [other?.formToken, '', undefined, [ann.formToken]])
      expect(sessions.isFormToken(ann, wrong)).toBe(false);
  });
});

describe('the users of a dashboard', () => {
  it.each(['', 'ann', 'ann:operator:secret', 'ann:owner:scrypt$1$1$1$x$y', 'a b:viewer:x'])(
    'are not read from %j',
    async (text) => {
      await expect(sessionsWith(text)).rejects.toThrow(/DASHBOARD_USERS/);
    },
  );

  it('have different names', async () => {
    await expect(sessionsWith(`${await entry('ann')} ${await entry('ann')}`)).rejects.toThrow(
      'repeats the name',
    );
  });
});
