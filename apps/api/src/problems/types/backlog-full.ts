import { inDigits } from '@app/domain';

/** What a partner is told whose quota of undecided items is used up. */
export function backlogFullDetail(quota: number): string {
  return `This partner has ${inDigits(quota)} or more items waiting to be decided. Send further ones when some have been.`;
}
