import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AUTH } from '../connections/data-sources';

/** A partner as authentication needs it. */
export interface KnownPartner {
  readonly partnerId: string;
  readonly name: string;
  /** ISO 4217: the currency agreed at onboarding. */
  readonly currency: string;
  readonly status: 'active' | 'suspended';
  /** SHA-256 of each secret that is valid now. */
  readonly secretHashes: readonly Buffer[];
}

/** $1 client_id. */
const FIND_PARTNER = `
  SELECT p.id, p.name, p.currency, p.status,
    array(SELECT encode(s.secret_hash, 'hex') FROM partner_secrets s WHERE s.partner_id = p.id AND s.revoked_at IS NULL) AS hashes
  FROM partners p WHERE p.client_id = $1`;

interface PartnerRow {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly status: 'active' | 'suspended';
  readonly hashes: readonly string[];
}

/** Who may log in; reads with the role that sees credentials and nothing else. */
@Injectable()
export class PartnerDirectory {
  constructor(@InjectDataSource(AUTH) private readonly dataSource: DataSource) {}

  async findByClientId(clientId: string): Promise<KnownPartner | null> {
    // PostgreSQL's text holds no NUL, so that no partner has such an id.
    if (clientId.includes('\0')) return null;
    const [row] = await this.dataSource.query<PartnerRow[]>(FIND_PARTNER, [clientId]);
    if (row === undefined) return null;
    return {
      partnerId: row.id,
      name: row.name,
      currency: row.currency,
      status: row.status,
      secretHashes: row.hashes.map((hash) => Buffer.from(hash, 'hex')),
    };
  }
}
