import { inDigits } from '@app/domain';

/** A quota for people. */
export function quotaInWords(itemQuota: number | null): string {
  return itemQuota === null ? 'default' : `${inDigits(itemQuota)} items`;
}
