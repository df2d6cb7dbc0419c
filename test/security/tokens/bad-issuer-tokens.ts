import { SignJWT } from 'jose';
import { freshKey, type IssuerKey, signedBy } from '../../support/issuer';
import { nowS } from '../../support/tokens';
import { encoded, withParts } from '../../support/handmade-token';
import { type BadToken, type Forge } from './bad-token';

type Header = Parameters<typeof signedBy>[2];

const withClaims =
  (changes: Record<string, unknown>, header: Header = {}) =>
  ({ issuer, partner, rsa }: Forge): Promise<string> =>
    signedBy(rsa, issuer.claims(partner.client_id, changes), header);

/** Signed with a key that the issuer does not have, and which the token offers in some way. */
const offering =
  (header: (key: IssuerKey, forge: Forge) => Header) =>
  async (forge: Forge): Promise<string> => {
    const key = await freshKey();
    const { issuer, partner, rsa } = forge;
    return signedBy(key, issuer.claims(partner.client_id), { kid: rsa.kid, ...header(key, forge) });
  };

/** Everything but one thing is as the external issuer makes it. */
export const BAD_ISSUER_TOKENS: readonly BadToken[] = [
  ['a key that is not the issuer’s, under a name that is', offering(() => ({}))],
  ['an unknown kid', offering(({ kid }) => ({ kid }))],
  ['no kid', offering(() => ({ kid: undefined as never }))],
  ['no kid, and a true signature', withClaims({}, { kid: undefined as never })],
  ['a key of its own', offering(({ jwk }) => ({ jwk }))],
  ['an address of keys', offering((_key, { bait }) => ({ jku: bait }))],
  ['an address of certificates', offering((_key, { bait }) => ({ x5u: bait }))],
  ['certificates of its own', offering(() => ({ x5c: ['MIIB'] }))],
  [
    'a critical member',
    ({ issuer, partner, rsa: { alg, kid, privateKey } }) =>
      new SignJWT(issuer.claims(partner.client_id))
        .setProtectedHeader({ alg, kid, typ: 'at+jwt', crit: ['x'], x: 1 })
        .sign(privateKey, { crit: { x: true } }),
  ],
  ['the typ of a proof', withClaims({}, { typ: 'dpop+jwt' })],
  ['the typ of a logout', withClaims({}, { typ: 'logout+jwt' })],
  [
    'an algorithm that is not on the list',
    async ({ issuer, partner }) => signedBy(await issuer.addKey('RS512'), issuer.claims(partner.client_id)),
  ],

  ['a slash more in its issuer', (forge) => withClaims({ iss: `${forge.issuer.url}/` })(forge)],
  ['its issuer in a list', (forge) => withClaims({ iss: [forge.issuer.url] })(forge)],
  ['no issuer', withClaims({ iss: undefined })],
  ['another audience', withClaims({ aud: 'another-service' })],
  ['other audiences', withClaims({ aud: ['one', 'two'] })],
  ['no audience', withClaims({ aud: undefined })],
  ['an end that has passed', withClaims({ iat: nowS() - 60, exp: nowS() - 1 })],
  ['no end', withClaims({ exp: undefined })],
  ['an end that is a text', withClaims({ exp: '9999999999' })],
  ['a life longer than a day', withClaims({ exp: nowS() + 100_000 })],
  ['a beginning in the future', withClaims({ nbf: nowS() + 60 })],
  ['a time of issue in the future', withClaims({ iat: nowS() + 60, exp: nowS() + 120 })],
  ['no time of issue', withClaims({ iat: undefined })],
  ['no partner', withClaims({ sub: undefined })],
  ['an empty partner', withClaims({ sub: '' })],
  ['a partner that is a number', withClaims({ sub: 5 })],
  ['a partner that is a list', (forge) => withClaims({ sub: [forge.partner.client_id] })(forge)],
  ['a partner that is not registered', withClaims({ sub: 'nobody' })],
  [
    'a partner in other letters',
    (forge) => withClaims({ sub: forge.partner.client_id.toUpperCase() })(forge),
  ],
  [
    'the claims of another partner',
    async (forge) =>
      withParts(await withClaims({})(forge), ([head, , signature]) => [
        head,
        encoded(forge.issuer.claims(forge.other.client_id)),
        signature,
      ]),
  ],
];
