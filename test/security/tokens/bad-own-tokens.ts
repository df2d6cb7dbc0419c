import { CompactEncrypt, type JWTHeaderParameters } from 'jose';
import { encoded, handmade, handmadeHmac, withParts } from '../../support/handmade-token';
import { claimsFor, nowS, signed, SIGNING_KEY, tokenHeader } from '../../support/tokens';
import { type BadToken, type Forge } from './bad-token';

const DAY_S = 86_400;

/** Well signed, with these claims. */
const withClaims =
  (changes: Record<string, unknown>) =>
  ({ partner }: Forge): Promise<string> =>
    signed(claimsFor(partner, changes));

/** Signed with our own key, with these header members. */
const withHeader =
  (changes: Partial<Record<keyof JWTHeaderParameters, unknown>>) =>
  ({ partner }: Forge): string =>
    handmadeHmac({ ...tokenHeader(), ...changes }, claimsFor(partner), SIGNING_KEY);

/** Whatever it is signed with, its header says that it is not. */
function unsigned(alg: unknown): BadToken[] {
  const header = { ...tokenHeader(), alg };
  return [
    [`alg ${JSON.stringify(alg)} and no signature`, ({ partner }) => handmade(header, claimsFor(partner))],
    [
      `alg ${JSON.stringify(alg)} and a true signature`,
      ({ partner }) => handmadeHmac(header, claimsFor(partner), SIGNING_KEY),
    ],
  ];
}

/** A good token, changed after it was signed. */
const tampered =
  (change: (parts: [string, string, string], forge: Forge) => string[]) =>
  async (forge: Forge): Promise<string> =>
    withParts(await signed(claimsFor(forge.partner)), (parts) => change(parts, forge));

/** Everything but one thing is as the service makes it. */
export const BAD_OWN_TOKENS: readonly BadToken[] = [
  ...['none', 'None', 'NONE', 'nOnE', 'none ', '', null, undefined, ['HS256']].flatMap(unsigned),
  ['alg hs256', withHeader({ alg: 'hs256' })],
  [
    'another HMAC, true',
    ({ partner }) => signed(claimsFor(partner), tokenHeader({ alg: 'HS512' }), Buffer.alloc(64, 7)),
  ],
  ['another secret key', ({ partner }) => signed(claimsFor(partner), tokenHeader(), Buffer.alloc(32))],
  ['an empty secret key', ({ partner }) => handmadeHmac(tokenHeader(), claimsFor(partner), '')],

  ['an unknown kid', withHeader({ kid: 'other' })],
  ['no kid', withHeader({ kid: undefined })],
  ['a kid that is a path', withHeader({ kid: '../../../../dev/null' })],
  ['a kid that is a property of objects', withHeader({ kid: '__proto__' })],
  ['a kid that is a list', withHeader({ kid: [tokenHeader().kid] })],
  ['no typ', withHeader({ typ: undefined })],
  ['the typ of another kind of token', withHeader({ typ: 'dpop+jwt' })],
  ['a header member that is critical', withHeader({ crit: ['exp'], exp: 1 })],
  ['a payload that is not encoded', withHeader({ crit: ['b64'], b64: false })],
  ['an unknown critical member', withHeader({ crit: ['x'], x: 1 })],
  ['a key of its own', withHeader({ jwk: { kty: 'oct', k: SIGNING_KEY.toString('base64url') } })],
  ['an address of keys', (forge) => withHeader({ jku: forge.bait })(forge)],
  ['an address of certificates', (forge) => withHeader({ x5u: forge.bait })(forge)],
  ['certificates of its own', withHeader({ x5c: ['MIIB'] })],
  [
    'a key of its own that verifies it',
    ({ partner }) => {
      const key = Buffer.alloc(32, 9);
      const jwk = { kty: 'oct', k: key.toString('base64url') };
      return handmadeHmac({ ...tokenHeader(), jwk }, claimsFor(partner), key);
    },
  ],

  ['another issuer', withClaims({ iss: 'other' })],
  ['no issuer', withClaims({ iss: undefined })],
  ['another audience', withClaims({ aud: 'other' })],
  ['no audience', withClaims({ aud: undefined })],
  ['an end that has passed', withClaims({ iat: nowS() - 60, exp: nowS() - 1 })],
  ['no end', withClaims({ exp: undefined })],
  ['an end that is a text', withClaims({ exp: String(nowS() + 60) })],
  ['an end in the year 5138', withClaims({ exp: 99_999_999_999 })],
  ['an end beyond all numbers', ({ partner }) => hugeEnd(partner)],
  ['a life longer than a day', withClaims({ iat: nowS(), exp: nowS() + DAY_S + 60 })],
  ['a beginning in the future', withClaims({ nbf: nowS() + 60 })],
  ['a beginning that is a text', withClaims({ nbf: 'now' })],
  ['a time of issue in the future', withClaims({ iat: nowS() + 60, exp: nowS() + 120 })],
  ['no time of issue', withClaims({ iat: undefined })],
  ['no subject', withClaims({ sub: undefined })],
  ['a subject that is a number', withClaims({ sub: 5 })],
  ['a subject that is a list', (forge) => withClaims({ sub: [forge.partner.client_id] })(forge)],
  ['another partner as its subject', (forge) => withClaims({ sub: forge.other.client_id })(forge)],
  ['nobody as its subject', withClaims({ sub: 'nobody' })],
  ['a subject that no database could hold', withClaims({ sub: 'a\0b' })],
  ['no secret', withClaims({ secret_id: undefined })],
  ['a secret that is a number', withClaims({ secret_id: 5 })],
  ['another secret', ({ partner }) => signed(claimsFor({ ...partner, client_secret: 'x' }))],
  ['claims that are a list', ({ partner }) => handmadeHmac(tokenHeader(), [claimsFor(partner)], SIGNING_KEY)],

  [
    'the claims of another partner',
    tampered(([head, , signature], { other }) => [head, encoded(claimsFor(other)), signature]),
  ],
  ['empty claims', tampered(([head, , signature]) => [head, encoded({}), signature])],
  ['no signature', tampered(([head, claims]) => [head, claims, ''])],
  ['no third part', tampered(([head, claims]) => [head, claims])],
  ['half a signature', tampered(([head, claims, signature]) => [head, claims, signature.slice(0, 21)])],
  [
    'a signature short of a byte',
    tampered(([head, claims, signature]) => [head, claims, signature.slice(0, -1)]),
  ],
  ['its signature twice', tampered(([head, claims, signature]) => [head, claims, signature + signature])],
  ['a fourth part', tampered((parts) => [...parts, parts[2]])],
  ['a fourth and a fifth part', tampered((parts) => [...parts, '', ''])],
  [
    'a signature with another first bit',
    tampered(([head, claims, signature]) => {
      const bytes = Buffer.from(signature, 'base64url');
      bytes[0] = (bytes[0] ?? 0) ^ 128;
      return [head, claims, bytes.toString('base64url')];
    }),
  ],

  [
    'encryption around it',
    async ({ partner }) =>
      new CompactEncrypt(Buffer.from(JSON.stringify(claimsFor(partner))))
        .setProtectedHeader({ ...tokenHeader(), alg: 'dir', enc: 'A256GCM' })
        .encrypt(SIGNING_KEY),
  ],
  [
    'a good token in place of claims',
    async ({ partner }) =>
      handmade({ ...tokenHeader({ cty: 'JWT' }) }, await signed(claimsFor(partner)), Buffer.alloc(32)),
  ],
  [
    'a good token within, well signed',
    async ({ partner }) => {
      const inner = await signed(claimsFor(partner));
      return signed({ ...claimsFor(partner), sub: inner }, tokenHeader({ cty: 'JWT' }));
    },
  ],
  ['9,000 characters', withClaims({ filling: 'x'.repeat(6_400) })],
  ['three dots', () => '...'],
  ['nothing of a token', () => 'garbage'],
  ['texts that are no JSON', () => 'a.b.c'],
];

/** JSON has numbers that JavaScript reads as infinite. */
function hugeEnd(partner: Forge['partner']): string {
  const text = JSON.stringify(claimsFor(partner, { exp: 0 })).replace('"exp":0', '"exp":1e999');
  return handmadeHmac(tokenHeader(), text, SIGNING_KEY);
}
