import { readLossless } from '../../json/lossless-reader';
import { type RecordKind } from '../record-kind';
import { REVENUE_CLAIM_COLUMNS, revenueClaimRow } from './revenue-claim-row';
import { RevenueClaimDto } from './revenue-claim.dto';

/**
 * The local day is for queries. Times are compared by value: offsets may put a day to the very instants of the day
 * before it elsewhere.
 */
const NOT_COMPARED_COLUMN = REVENUE_CLAIM_COLUMNS.indexOf('period_from');

/** Revenue claims on their own: route 4 of docs/contract.md. */
export const revenueClaims: RecordKind = {
  name: 'revenue-claims',
  resource: 'revenueClaims',
  keyMember: 'unique_reference',
  columns: REVENUE_CLAIM_COLUMNS,
  dto: RevenueClaimDto,

  // A binary float would change amounts.
  read: (text) => readLossless(text).value,

  toRow: (value) => {
    const claim = value as RevenueClaimDto; // the rules accepted it
    return revenueClaimRow(claim, claim.partner_client_id);
  },

  // Every other column holds one text for one value.
  sameAsStored: (row, stored) =>
    row.every((text, column) => column === NOT_COMPARED_COLUMN || text === stored[column]),
};
