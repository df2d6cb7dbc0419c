import { ElementsMayRepeatKey } from '../../rules/elements-may-repeat-key.rule';
import { IsDistinctBy } from '../../rules/is-distinct-by.rule';
import { IsListOfObjects } from '../../rules/is-list-of-objects.rule';
import { IsUsableKey } from '../../rules/is-usable-key.rule';
import { MayBeAbsent } from '../../rules/may-be-absent.rule';
import { PartnerClientDto } from '../clients/partner-client.dto';
import { RevenueClaimContent } from '../revenue-claims/revenue-claim.dto';

const CLAIMS = { min: 1, max: 1_000 };

/** A revenue claim inside of its client, which it need not name. */
export class ClaimOfClientDto extends RevenueClaimContent {
  @MayBeAbsent()
  @IsUsableKey()
  readonly partner_client_id?: string;
}

/** A partner client with its revenue claims: route 3 of docs/contract.md. */
export class ClientWithClaimsDto extends PartnerClientDto {
  @IsListOfObjects(ClaimOfClientDto, CLAIMS)
  @IsDistinctBy('unique_reference', CLAIMS)
  @ElementsMayRepeatKey('partner_client_id', CLAIMS)
  readonly revenue_claims!: readonly ClaimOfClientDto[];
}
