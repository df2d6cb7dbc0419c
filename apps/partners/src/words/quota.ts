/** A quota for people. */
export function quotaInWords(itemQuota: number | null): string {
  return itemQuota === null ? 'default' : `${itemQuota.toLocaleString('en-GB')} items`;
}
