import { IsDateOrTime } from '../../rules/is-date-or-time.rule';
import { IsText } from '../../rules/is-text.rule';

/** The way in which a client is paid (docs/contract.md section 4, `payment_channel`). */
export class PaymentChannelDto {
  @IsText()
  readonly id!: string;

  @IsDateOrTime()
  readonly start_date!: string;
}
