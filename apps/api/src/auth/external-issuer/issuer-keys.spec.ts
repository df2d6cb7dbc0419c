import { Configuration } from '@app/platform';
import { Logger } from '@nestjs/common';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { problemOf } from '../../problems/problem';
import { FETCH_PAUSE_MS } from './fetch-pause';
import { IssuerKeys, KEYS_KEPT_MS, KEYS_RENEWED_MS } from './issuer-keys';

const AWAY = { code: 'issuer_away' };
const NO_SUCH_KEY = { code: 'ERR_JWKS_NO_MATCHING_KEY' };

/** What the issuer publishes; null while it is away. */
let published: JWK[] | null;
let fetches: jest.SpyInstance;
let jwk: JWK;
let keys: IssuerKeys;

const find = (kid: string): unknown => keys.find({ alg: 'ES256', kid }, { payload: '', signature: '' });

beforeAll(async () => {
  Logger.overrideLogger(false);
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'one' };
});
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2025-01-01T00:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
  published = [jwk];
  fetches = jest.spyOn(globalThis, 'fetch').mockImplementation(() => {
    if (published === null) return Promise.reject(new Error('refused'));
    return Promise.resolve(Response.json({ keys: published }));
  });
  keys = new IssuerKeys(
    Object.assign(new Configuration(), {
      authIssuer: 'https://issuer.example',
      authJwksUrl: 'https://issuer.example/keys',
    }),
  );
});
afterEach(() => {
  fetches.mockRestore();
  jest.useRealTimers();
});

describe('IssuerKeys', () => {
  it('asks nobody before a token needs a key, and once for many tokens', async () => {
    expect(fetches).not.toHaveBeenCalled();
    await Promise.all(Array.from({ length: 20 }, () => find('one')));
    expect(fetches).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(KEYS_RENEWED_MS);
    await find('one');
    expect(fetches).toHaveBeenCalledTimes(1);
  });

  it('forgets a key that the issuer has withdrawn when keys are renewed', async () => {
    await find('one');
    published = [{ ...jwk, kid: 'two' }];
    jest.advanceTimersByTime(KEYS_RENEWED_MS + 1);
    await expect(find('one')).rejects.toMatchObject(NO_SUCH_KEY);
    await expect(find('two')).resolves.toBeDefined();
  });

  it('keeps known keys while the issuer is away, but not for ever', async () => {
    await find('one');
    published = null;
    jest.advanceTimersByTime(KEYS_KEPT_MS - 1);
    await expect(find('one')).resolves.toBeDefined();
    jest.advanceTimersByTime(FETCH_PAUSE_MS);
    await expect(find('one')).rejects.toMatchObject(AWAY);
    jest.advanceTimersByTime(FETCH_PAUSE_MS);
    published = [jwk];
    await expect(find('one')).resolves.toBeDefined();
  });

  it('leaves an issuer that fails alone for a while, however many tokens ask', async () => {
    published = null;
    for (let n = 0; n < 5; n++) {
      const error = await Promise.resolve(find('one')).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(AWAY);
      expect(problemOf(error).headers).toEqual({ 'Retry-After': `${FETCH_PAUSE_MS / 1000}` });
    }
    expect(fetches).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(FETCH_PAUSE_MS);
    await expect(find('one')).rejects.toMatchObject(AWAY);
    expect(fetches).toHaveBeenCalledTimes(2);
  });

  it('looks for a key that it does not know at most once in a while', async () => {
    await find('one');
    for (let n = 0; n < 5; n++) await expect(find(`unknown-${n}`)).rejects.toMatchObject(NO_SUCH_KEY);
    expect(fetches).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(FETCH_PAUSE_MS);
    for (let n = 0; n < 5; n++) await expect(find(`unknown-${n}`)).rejects.toMatchObject(NO_SUCH_KEY);
    expect(fetches).toHaveBeenCalledTimes(2);
  });
});
