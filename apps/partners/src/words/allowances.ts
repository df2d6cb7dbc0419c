import { inDigits } from '@app/domain';
import { type Allowances } from '@app/persistence';

/** A limit for people. */
export function limitInWords(limit: number | null): string {
  return limit === null ? 'default' : inDigits(limit);
}

/** Allowances for programs. */
export function allowancesDocument({ itemQuota, requestsPerMinute, itemsPerMinute }: Allowances): object {
  return {
    item_quota: itemQuota,
    requests_per_minute: requestsPerMinute,
    items_per_minute: itemsPerMinute,
  };
}
