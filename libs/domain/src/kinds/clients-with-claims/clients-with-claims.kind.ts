import { clients } from '../clients/clients.kind';
import { type RecordKind } from '../record-kind';
import { revenueClaimRow } from '../revenue-claims/revenue-claim-row';
import { revenueClaims } from '../revenue-claims/revenue-claims.kind';
import { ClientWithClaimsDto } from './client-with-claims.dto';

/** Partner clients with their revenue claims, saved together or not at all: route 3 of docs/contract.md. */
export const clientsWithClaims: RecordKind = {
  ...clients,
  name: 'clients-with-claims',
  dto: ClientWithClaimsDto,

  // Clients have no numbers, their claims do.
  read: (text) => revenueClaims.read(text),

  inner: {
    member: 'revenue_claims',
    kind: revenueClaims,
    toRecords: (value) => {
      const client = value as ClientWithClaimsDto; // the rules accepted it
      return client.revenue_claims.map((claim) => ({
        key: claim.unique_reference,
        row: revenueClaimRow(claim, client.partner_client_id),
      }));
    },
  },
};
