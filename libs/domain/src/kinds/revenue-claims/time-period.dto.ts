import { IsPeriodEnd, IsPeriodStart } from '../../rules/is-end-of-period.rule';
import { IsGivenOnce } from '../../rules/is-given-once.rule';

/** The period of a revenue claim (docs/contract.md section 4, `time_period`). Each end has two spellings. */
export class TimePeriodDto {
  @IsGivenOnce('start_date')
  @IsPeriodStart()
  readonly start_time?: string;

  @IsPeriodStart()
  readonly start_date?: string;

  @IsGivenOnce('end_date')
  @IsPeriodEnd()
  readonly end_time?: string;

  @IsPeriodEnd()
  readonly end_date?: string;
}
