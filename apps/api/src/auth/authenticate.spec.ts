import { Configuration } from '@app/platform';
import { PARTNER_FRESH_MS, type PartnerDirectory, USUAL_ALLOWANCES } from '@app/persistence';
import { FakeRooms } from '../testing/fake-rooms';
import { AccessTokens } from './access-tokens';
import { Authenticate } from './authenticate';
import { BoundedMap } from '../bounded-map';
import { IssuerKeys } from './external-issuer/issuer-keys';
import { IssuerTokens } from './external-issuer/issuer-tokens';
import { KnownPartners } from './known-partners';
import { VerifiedTokens } from './verified-tokens';

const rooms = new FakeRooms();
const configuration = Object.assign(new Configuration(), { tokenSigningKey: new Uint8Array(32) });
const tokens = new AccessTokens(configuration);
const issuerTokens = new IssuerTokens(configuration, new IssuerKeys(configuration));
let find: jest.SpyInstance;
let authenticate: Authenticate;
let bearer: string;

beforeEach(async () => {
  jest.useFakeTimers({ now: Date.parse('2025-01-01T00:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
  rooms.failure = null;
  rooms.register('demo', 'secret', 'active');
  find = jest.spyOn(rooms, 'findByClientId').mockClear();
  const directory = rooms as unknown as PartnerDirectory;
  authenticate = new Authenticate(new VerifiedTokens(tokens, issuerTokens), new KnownPartners(directory));
  bearer = `Bearer ${await tokens.sign('demo', 'id-of-secret')}`;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('Authenticate', () => {
  it('verifies a token once and reads the partner once for many requests', async () => {
    const verify = jest.spyOn(tokens, 'verify').mockClear();
    await authenticate.authenticate(bearer);
    await Promise.all(Array.from({ length: 20 }, () => authenticate.authenticate(bearer)));
    expect(verify).toHaveBeenCalledTimes(1);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('notices a suspension within the stated time', async () => {
    await authenticate.authenticate(bearer);
    rooms.register('demo', 'secret', 'suspended');
    jest.advanceTimersByTime(PARTNER_FRESH_MS);
    await expect(authenticate.authenticate(bearer)).rejects.toMatchObject({ code: 'partner_suspended' });
  });

  it('refuses the good token of a client that is no longer known', async () => {
    rooms.partners.delete('demo');
    await expect(authenticate.authenticate(bearer)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses the tokens of a revoked secret within the stated time, and asks the directory no more for them', async () => {
    await authenticate.authenticate(bearer);
    jest.advanceTimersByTime(90_000);
    rooms.register('demo', 'another', 'active');
    const refused = { code: 'unauthenticated' };
    await expect(authenticate.authenticate(bearer)).rejects.toMatchObject(refused);
    await expect(authenticate.authenticate(bearer)).rejects.toMatchObject(refused);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('takes the first token of a new secret at once, however fresh its reading of the directory', async () => {
    await authenticate.authenticate(bearer);
    rooms.register('demo', 'another', 'active');
    const first = `Bearer ${await tokens.sign('demo', 'id-of-another')}`;
    expect(await authenticate.authenticate(first)).toMatchObject({ partnerId: 'id-of-demo' });
  });

  it('refuses a remembered token once it has expired', async () => {
    await authenticate.authenticate(bearer);
    jest.advanceTimersByTime(86_400_000);
    await expect(authenticate.authenticate(bearer)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('passes a database error on and asks anew the next time', async () => {
    rooms.failure = new Error('away');
    await expect(authenticate.authenticate(bearer)).rejects.toThrow('away');
    rooms.failure = null;
    expect(await authenticate.authenticate(bearer)).toEqual({
      partnerId: 'id-of-demo',
      currency: 'GBP',
      ...USUAL_ALLOWANCES,
    });
  });
});

describe('BoundedMap', () => {
  it('forgets the oldest entry beyond its size, and counts a changed one as young', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([3, undefined, 4]);
  });
});
