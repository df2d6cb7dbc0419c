import { PARTNER_FRESH_MS, PartnerDirectory, type KnownPartner } from '@app/persistence';
import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../bounded-map';
import { type VerifiedToken } from './verified-token';

const MOST_PARTNERS = 10_000;

/** How far the clocks of two API processes may be apart, with a margin: the time of issue is by the clock of another one. */
const CLOCKS_APART_MS = 60_000;

interface Reading {
  readonly partner: Promise<KnownPartner | null>;
  readonly readAtMs: number;
}

/** The partner directory, read at most once in PARTNER_FRESH_MS for each client, however many requests ask. */
@Injectable()
export class KnownPartners {
  private readonly readings = new BoundedMap<string, Reading>(MOST_PARTNERS);

  constructor(private readonly directory: PartnerDirectory) {}

  /**
   * The partner that a token was issued to, or null when it is unknown, or when the secret that the token was issued for
   * has been revoked. A token of another issuer is of no secret, and ends without us, or with a suspension.
   * @throws what the directory throws, and then asks anew the next time
   */
  async findBearer(token: VerifiedToken): Promise<KnownPartner | null> {
    const reading = this.freshReading(token.clientId);
    const partner = await reading.partner;
    if (mayBear(partner, token)) return partner;
    if (!mayPredate(reading, token)) return null;
    // A secret added since: its first token must not be refused for as long as the reading is fresh.
    const anew = await this.readAnew(token.clientId).partner;
    return mayBear(anew, token) ? anew : null;
  }

  private freshReading(clientId: string): Reading {
    const known = this.readings.get(clientId);
    const isFresh = known !== undefined && Date.now() - known.readAtMs < PARTNER_FRESH_MS;
    return isFresh ? known : this.readAnew(clientId);
  }

  private readAnew(clientId: string): Reading {
    const reading = { partner: this.directory.findByClientId(clientId), readAtMs: Date.now() };
    this.readings.set(clientId, reading);
    reading.partner.catch(() => {
      if (this.readings.get(clientId) === reading) this.readings.delete(clientId);
    });
    return reading;
  }
}

function mayBear(partner: KnownPartner | null, { secretId }: VerifiedToken): boolean {
  if (partner === null) return false;
  return secretId === null || partner.secrets.some((secret) => secret.secretId === secretId);
}

/** Whether the reading may be older than the token. A later one that does not know its secret cannot be mistaken. */
function mayPredate({ readAtMs }: Reading, { issuedAtS }: VerifiedToken): boolean {
  const issuedBeforeMs = (issuedAtS + 1) * 1000;
  return readAtMs < issuedBeforeMs + CLOCKS_APART_MS;
}
