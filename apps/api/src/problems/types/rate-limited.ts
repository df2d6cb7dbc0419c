import { inDigits } from '@app/domain';

/** What a partner is told that has sent its requests, or items, of a minute. */
export function rateLimitedDetail(policy: 'requests' | 'items', quota: number): string {
  return `This partner has sent its ${inDigits(quota)} ${policy} of this minute. Go on when Retry-After is over.`;
}
