import { exportSPKI } from 'jose';
import { handmadeHmac } from '../../support/handmade-token';
import { type IssuerKey, signedBy } from '../../support/issuer';
import { claimsFor, signed, SIGNING_KEY, tokenHeader } from '../../support/tokens';
import { type BadToken, type Forge } from './bad-token';

/** The forms in which an attacker might guess that a public key is kept. */
const PUBLIC_KEY_FORMS: readonly [form: string, bytesOf: (key: IssuerKey) => Promise<string | Buffer>][] = [
  ['PEM', ({ publicKey }) => exportSPKI(publicKey)],
  ['DER', async ({ publicKey }) => Buffer.from(await crypto.subtle.exportKey('spki', publicKey))],
  ['JSON', ({ jwk }) => Promise.resolve(JSON.stringify(jwk))],
];

/** An HMAC with what everybody knows, the public key: a verifier that lets the token choose the algorithm takes it. */
function publicKeyAsSecret(which: 'rsa' | 'ec', alg: string): BadToken[] {
  return PUBLIC_KEY_FORMS.flatMap(([form, bytesOf]) => {
    const under = (claims: (forge: Forge) => object) => async (forge: Forge) => {
      const key = forge[which];
      return handmadeHmac({ alg, kid: key.kid, typ: 'JWT' }, claims(forge), await bytesOf(key));
    };
    const what = `${alg} with the issuer’s ${which} key as ${form}`;
    return [
      [`${what}, in the issuer’s name`, under(({ issuer, partner }) => issuer.claims(partner.client_id))],
      [`${what}, in our name`, under(({ partner }) => claimsFor(partner))],
    ] satisfies BadToken[];
  });
}

/** One issuer's key for the other issuer's token, or one algorithm's for the other. */
export const CONFUSED_TOKENS: readonly BadToken[] = [
  ...publicKeyAsSecret('rsa', 'HS256'),
  ...publicKeyAsSecret('ec', 'HS256'),
  ['the issuer’s key in our name', ({ partner, rsa }) => signedBy(rsa, claimsFor(partner))],
  [
    'the issuer’s key in our name, under the name of ours',
    ({ partner, rsa }) => signedBy(rsa, claimsFor(partner), { ...tokenHeader(), alg: 'RS256' }),
  ],
  ['our key in the issuer’s name', ({ issuer, partner }) => signed(issuer.claims(partner.client_id))],
  [
    'our key in the issuer’s name, under the name of its key',
    ({ issuer, partner, rsa }) => signed(issuer.claims(partner.client_id), tokenHeader({ kid: rsa.kid })),
  ],
  [
    'our own key, said to be RSA',
    ({ partner }) => handmadeHmac({ ...tokenHeader(), alg: 'RS256' }, claimsFor(partner), SIGNING_KEY),
  ],
  [
    'an RSA signature, said to be of the elliptic key',
    ({ issuer, partner, rsa, ec }) => signedBy(rsa, issuer.claims(partner.client_id), { kid: ec.kid }),
  ],
];
