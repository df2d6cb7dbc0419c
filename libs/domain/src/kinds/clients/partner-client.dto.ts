import { ROUTE_OF } from '../../problems/routes';
import { IsDateOrTime } from '../../rules/is-date-or-time.rule';
import { IsDistinctBy } from '../../rules/is-distinct-by.rule';
import { IsEntityType } from '../../rules/is-entity-type.rule';
import { IsListOfObjects } from '../../rules/is-list-of-objects.rule';
import { IsListOfTexts } from '../../rules/is-list-of-texts.rule';
import { IsText } from '../../rules/is-text.rule';
import { IsUsableKey } from '../../rules/is-usable-key.rule';
import { MayBeAbsent } from '../../rules/may-be-absent.rule';
import { type MembersElsewhere } from '../../validation/ruled-class';

const OTHER_IDENTIFIERS = { min: 0, max: 50 };
const VALUES = { min: 1, max: 100 };

/** One of the other names under which a partner knows its client. */
export class OtherIdentifierDto {
  @IsText()
  readonly key!: string;

  @IsListOfTexts(VALUES)
  readonly values!: readonly string[];
}

/** A partner client as docs/contract.md section 4 describes it. Members that are not here are unknown. */
export class PartnerClientDto {
  static readonly elsewhere: MembersElsewhere = new Map([
    ['unique_reference', ROUTE_OF['revenue-claims']],
    ['revenue_claims', ROUTE_OF['clients-with-claims']],
  ]);

  @IsUsableKey()
  readonly partner_client_id!: string;

  @IsDateOrTime()
  readonly client_start_date!: string;

  @IsEntityType()
  readonly entity_type!: string;

  @MayBeAbsent()
  @IsListOfObjects(OtherIdentifierDto, OTHER_IDENTIFIERS)
  @IsDistinctBy('key', OTHER_IDENTIFIERS)
  readonly other_identifiers?: readonly OtherIdentifierDto[];
}
