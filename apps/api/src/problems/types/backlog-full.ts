import { inDigits } from '@app/domain';
import { LEAST_ITEMS_OF_A_SHARD } from '@app/persistence';

/** What a partner is told whose quota of undecided items is used up, in the items that count: a batch of one has a shard of its own. */
export function backlogFullDetail(quota: number): string {
  return `This partner has ${inDigits(quota)} or more items waiting to be decided, a batch counting for at least ${LEAST_ITEMS_OF_A_SHARD}. Send further ones when some have been.`;
}
