import { PartnerDirectory, type KnownPartner } from '@app/persistence';
import { Injectable } from '@nestjs/common';
import { BoundedMap } from './bounded-map';

/** The time within which a suspension or a revoked client takes effect in every process. */
export const PARTNER_FRESH_MS = 5000;
const MOST_PARTNERS = 10_000;

interface Reading {
  readonly partner: Promise<KnownPartner | null>;
  readonly readAtMs: number;
}

/** The partner directory, read at most once in PARTNER_FRESH_MS for each client, however many requests ask. */
@Injectable()
export class KnownPartners {
  private readonly readings = new BoundedMap<string, Reading>(MOST_PARTNERS);

  constructor(private readonly directory: PartnerDirectory) {}

  /** The partner, or null for an unknown client id.
   * @throws what the directory throws, and then asks anew the next time */
  find(clientId: string): Promise<KnownPartner | null> {
    const known = this.readings.get(clientId);
    if (known !== undefined && Date.now() - known.readAtMs < PARTNER_FRESH_MS) return known.partner;

    const reading = { partner: this.directory.findByClientId(clientId), readAtMs: Date.now() };
    this.readings.set(clientId, reading);
    reading.partner.catch(() => {
      if (this.readings.get(clientId) === reading) this.readings.delete(clientId);
    });
    return reading.partner;
  }
}
