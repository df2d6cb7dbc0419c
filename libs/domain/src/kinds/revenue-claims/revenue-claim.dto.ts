import { type LosslessNumber } from '../../json/lossless-number';
import { type Amount } from '../../money/amount';
import { ROUTE_OF } from '../../problems/routes';
import { HasSignOfAmount } from '../../rules/has-sign-of-amount.rule';
import { IsAmount } from '../../rules/is-amount.rule';
import { IsCalendarPeriod } from '../../rules/is-calendar-period.rule';
import { IsObjectOf } from '../../rules/is-object-of.rule';
import { IsPartnerCurrency } from '../../rules/is-partner-currency.rule';
import { IsTransactionCount } from '../../rules/is-transaction-count.rule';
import { IsTrueOrFalse } from '../../rules/is-true-or-false.rule';
import { IsUsableKey } from '../../rules/is-usable-key.rule';
import { MayBeAbsent } from '../../rules/may-be-absent.rule';
import { type MembersElsewhere } from '../../validation/ruled-class';
import { PaymentChannelDto } from './payment-channel.dto';
import { TimePeriodDto } from './time-period.dto';

/** What every revenue claim has, on its own or inside of its client (docs/contract.md section 4). */
export class RevenueClaimContent {
  @IsUsableKey()
  readonly unique_reference!: string;

  @IsPartnerCurrency()
  readonly currency!: string;

  @IsObjectOf(TimePeriodDto)
  @IsCalendarPeriod()
  readonly time_period!: TimePeriodDto;

  @IsAmount()
  readonly total_amount!: Amount;

  @IsTransactionCount()
  @HasSignOfAmount('total_amount')
  readonly transaction_count!: LosslessNumber;

  @MayBeAbsent()
  @IsTrueOrFalse()
  readonly is_splittable?: boolean;

  @MayBeAbsent()
  @IsObjectOf(PaymentChannelDto)
  readonly payment_channel?: PaymentChannelDto;
}

/** A revenue claim on its own, which names its client: route 4 of docs/contract.md. */
export class RevenueClaimDto extends RevenueClaimContent {
  static readonly elsewhere: MembersElsewhere = new Map([
    ['client_start_date', ROUTE_OF.clients],
    ['entity_type', ROUTE_OF.clients],
    ['revenue_claims', ROUTE_OF['clients-with-claims']],
  ]);

  @IsUsableKey()
  readonly partner_client_id!: string;
}
