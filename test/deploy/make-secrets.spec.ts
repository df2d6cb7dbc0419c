import fs from 'node:fs';
import { readInto } from '../../libs/platform/src/config/read-configuration';
import { MadeSecrets } from './made-secrets';
import { type ServiceName, SHAPES } from './variables';

describe('make-secrets', () => {
  const secrets = new MadeSecrets();
  let said: string;
  beforeAll(() => {
    said = secrets.make();
  });
  afterAll(() => {
    secrets.remove();
  });

  it.each(Object.keys(SHAPES) as ServiceName[])('makes all that %s requires', (name) => {
    const files = secrets.files().filter((file) => !file.startsWith('passwords/'));
    const environment = Object.fromEntries(
      files.map((file) => [`${file.replace(/^\w+\//, '')}_FILE`, secrets.path(file)]),
    );
    expect(() => readInto<object>(SHAPES[name], environment)).not.toThrow();
  });

  it('gives each role and each server a password of its own', () => {
    const urls = secrets.files().filter((file) => file.endsWith('DATABASE_URL'));
    const passwords = urls.map((file) => new URL(secrets.read(file)).password);
    expect(passwords).toHaveLength(6);
    expect(new Set(passwords).size).toBe(6);
    expect(Math.min(...passwords.map(({ length }) => length))).toBeGreaterThan(40);
    expect(new URL(secrets.read('owner/DATABASE_URL')).password).toBe(
      secrets.read('passwords/postgres-owner'),
    );
    expect(new URL(secrets.read('service/REDIS_URL')).password).toBe(secrets.read('passwords/redis'));
  });

  it('says which files it wrote, and nothing that stands in them', () => {
    expect(said.match(/^wrote /gm)).toHaveLength(secrets.files().length);
    const contents = secrets.files().map((file) => secrets.read(file));
    expect(contents.filter((content) => content !== '' && said.includes(content))).toEqual([]);
  });

  it('makes no further keys of tokens, which the API takes for none', () => {
    expect(secrets.read('service/TOKEN_VERIFICATION_KEYS')).toBe('');
    const files = secrets.files().filter((file) => /^(service|owner)/.test(file));
    const environment = Object.fromEntries(
      files.map((file) => [`${file.replace(/^\w+\//, '')}_FILE`, secrets.path(file)]),
    );
    expect(readInto(SHAPES.api, environment).tokenVerificationKeys).toEqual([]);
  });

  it('closes the folder to others, and lets a container read the files as another user', () => {
    expect(fs.statSync(secrets.folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(secrets.path('service/TOKEN_SIGNING_KEY')).mode & 0o777).toBe(0o444);
  });

  it('leaves what is there as it is, and makes what is missing', () => {
    const before = Object.fromEntries(secrets.files().map((file) => [file, secrets.read(file)]));
    fs.rmSync(secrets.path('service/DASHBOARD_SESSION_KEY'));
    const saidNow = secrets.make();
    const after = Object.fromEntries(secrets.files().map((file) => [file, secrets.read(file)]));
    expect(saidNow.match(/^wrote /gm)).toHaveLength(1);
    expect(after['service/DASHBOARD_SESSION_KEY']).not.toBe(before['service/DASHBOARD_SESSION_KEY']);
    expect({ ...after, 'service/DASHBOARD_SESSION_KEY': '' }).toEqual({
      ...before,
      'service/DASHBOARD_SESSION_KEY': '',
    });
  });

  it("takes servers of one's own, with their options", () => {
    const own = new MadeSecrets();
    own.make({
      DATABASE_URL: 'postgres://owner:given@db.internal:6543/clients?sslmode=verify-full',
      REDIS_URL: 'rediss://cache:6380',
    });
    const url = new URL(own.read('service/RELEASE_DATABASE_URL'));
    expect([url.username, url.host, url.pathname, url.search]).toEqual([
      'release',
      'db.internal:6543',
      '/clients',
      '?sslmode=verify-full',
    ]);
    expect(own.read('service/REDIS_URL')).toBe('rediss://cache:6380');
    expect(own.files().filter((file) => file.startsWith('passwords/'))).toEqual(['passwords/dashboard']);
    own.remove();
  });

  it('leads the roles to a PgBouncer, and writes the list of its users, which follows their passwords', () => {
    const own = new MadeSecrets();
    const env = {
      DATABASE_URL: 'postgres://owner:given@db.internal/clients?sslmode=verify-full',
      POOLER_URL: 'postgres://pooler.internal:6432/clients?sslmode=verify-ca&sslrootcert=/run/pooler.crt',
      REDIS_URL: 'redis://cache',
    };
    own.make(env);
    const roles = ['partner_path', 'release', 'auth', 'dashboard', 'operator'];
    const urls = (): URL[] =>
      roles.map((role) => new URL(own.read(`service/${role.toUpperCase()}_DATABASE_URL`)));
    const listed = (): string =>
      urls()
        .map(({ username, password }) => `"${username}" "${password}"\n`)
        .join('');
    expect(urls().map(({ username, host, search }) => [username, host, search])).toEqual(
      roles.map((role) => [role, 'pooler.internal:6432', '?sslmode=verify-ca&sslrootcert=/run/pooler.crt']),
    );
    expect(own.read('pooler/userlist.txt')).toBe(listed());
    expect(own.read('owner/DATABASE_URL')).toBe(env.DATABASE_URL);
    expect(own.make(env)).toBe('');

    const [, before] = urls();
    fs.rmSync(own.path('service/RELEASE_DATABASE_URL'));
    own.make(env);
    expect(urls()[1]?.password).not.toBe(before?.password);
    expect(own.read('pooler/userlist.txt')).toBe(listed());
    own.remove();
  });
});
