import { ALLOWANCE_COLUMNS, type Allowances, allowancesOf, type AllowancesRow } from './allowances';
import { type PartnerStatus } from './partner-directory';

/** What is agreed with a partner. */
export interface PartnerFacts extends Allowances {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly status: PartnerStatus;
}

/** A partner as an operator sees it. */
export interface RegisteredPartner extends PartnerFacts {
  readonly partnerId: string;
  readonly clientId: string;
  /** When each secret that is live was made, the oldest first. */
  readonly liveSince: readonly Date[];
}

/** The columns of `RegisteredRow`, of a partner `p`. */
export const REGISTERED_COLUMNS = `
  p.id, p.client_id, p.name, p.currency, p.status, ${ALLOWANCE_COLUMNS},
  array(
    SELECT s.created_at FROM partner_secrets s WHERE s.partner_id = p.id AND s.revoked_at IS NULL ORDER BY s.created_at
  ) AS live_since`;

export interface RegisteredRow extends AllowancesRow {
  readonly id: string;
  readonly client_id: string;
  readonly name: string;
  readonly currency: string;
  readonly status: PartnerStatus;
  readonly live_since: readonly Date[];
}

export function registeredPartner(row: RegisteredRow): RegisteredPartner {
  return {
    partnerId: row.id,
    clientId: row.client_id,
    name: row.name,
    currency: row.currency,
    status: row.status,
    ...allowancesOf(row),
    liveSince: row.live_since,
  };
}
