import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AUTH } from '../connections/data-sources';
import { ALLOWANCE_COLUMNS, type Allowances, allowancesOf, type AllowancesRow } from './allowances';
import { secretIdOf } from './client-secret';

export type PartnerStatus = 'active' | 'suspended';

/** A partner as authentication needs it. */
export interface KnownPartner extends Allowances {
  readonly partnerId: string;
  readonly name: string;
  /** ISO 4217: the currency agreed at onboarding. */
  readonly currency: string;
  readonly status: PartnerStatus;
  /** Each secret that is valid now. */
  readonly secrets: readonly KnownSecret[];
}

export interface KnownSecret {
  /** What tokens name the secret by; see `secretIdOf`. */
  readonly secretId: string;
  /** SHA-256 of the secret. */
  readonly hash: Buffer;
}

/** The time within which a suspension, a change or a revoked secret takes effect in every process (docs/contract.md sections 1 and 5). */
export const CHANGE_EFFECTIVE_WITHIN_MS = 5_000;
/** How long a reading of the directory may be used: a little shorter, since reading it anew takes time, too. */
export const PARTNER_FRESH_MS = 4_000;

/** $1 client_id. */
const FIND_PARTNER = `
  SELECT p.id, p.name, p.currency, p.status, ${ALLOWANCE_COLUMNS},
    array(SELECT encode(s.secret_hash, 'hex') FROM partner_secrets s WHERE s.partner_id = p.id AND s.revoked_at IS NULL) AS hashes
  FROM partners p WHERE p.client_id = $1`;

interface PartnerRow extends AllowancesRow {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly status: PartnerStatus;
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
      ...allowancesOf(row),
      secrets: row.hashes.map((hex) => {
        const hash = Buffer.from(hex, 'hex');
        return { secretId: secretIdOf(hash), hash };
      }),
    };
  }
}
