import { type Issuer, type IssuerKey } from '../../support/issuer';
import { type Partner } from '../../support/partner';

/** What makers of bad tokens may use: everything that an attacker could know, and the keys, so that one thing alone is wrong. */
export interface Forge {
  /** The partner that the token is for. */
  partner: Partner['credentials'];
  other: Partner['credentials'];
  issuer: Issuer;
  rsa: IssuerKey;
  ec: IssuerKey;
  /** An address that counts whoever asks it for keys. */
  bait: string;
}

/** A token that must be refused: `[what is wrong with it, how it is made]`. */
export type BadToken = [what: string, make: (forge: Forge) => Promise<string> | string];
