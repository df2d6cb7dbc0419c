import { RequestRefused } from '@app/domain';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type CallingPartner } from '../auth/authenticate';
import { rateLimitedDetail } from '../problems/types/rate-limited';
import { SharedCount } from './shared-count';
import { SharedLimits } from './shared-limiter';

const WINDOW_S = 60;

/** Where a partner stands with one of its limits. */
export interface RateStanding {
  readonly policy: 'requests' | 'items';
  /** The most in a window. */
  readonly quota: number;
  readonly remaining: number;
  /** Whole seconds until the window ends. */
  readonly resetS: number;
  readonly windowS: number;
}

/**
 * How much each partner may send in a minute, through whichever API process: requests, and items of accepted batches. A batch is taken whole
 * when the minute's items are not used up as it comes, so that no batch is too large for a limit.
 */
@Injectable()
export class PartnerRates {
  private readonly requests: SharedCount;
  private readonly items: SharedCount;

  constructor(
    private readonly configuration: Configuration,
    limits: SharedLimits,
  ) {
    // What a partner may take is its own affair: the shared counters only count.
    const counting = { points: Number.MAX_SAFE_INTEGER, windowS: WINDOW_S };
    this.requests = new SharedCount(limits.make({ name: 'requests', ...counting }));
    this.items = new SharedCount(limits.make({ name: 'items', ...counting }));
  }

  /**
   * Counts a request.
   * @throws RequestRefused `rate_limited`, where the minute's requests or items are used up; then it is not counted
   */
  admit(partner: CallingPartner): void {
    const usedUp = this.standings(partner).find(({ remaining }) => remaining === 0);
    if (usedUp !== undefined)
      throw new RequestRefused('rate_limited', rateLimitedDetail(usedUp.policy, usedUp.quota), usedUp.resetS);
    this.requests.take(partner.partnerId, 1);
    // None; so that this process hears what others count.
    this.items.take(partner.partnerId, 0);
  }

  /** Counts the items of a batch that was accepted. */
  countItems({ partnerId }: CallingPartner, items: number): void {
    if (items > 0) this.items.take(partnerId, items);
  }

  standings({ partnerId, requestsPerMinute, itemsPerMinute }: CallingPartner): RateStanding[] {
    const { partnerRequestsPerMinute, partnerItemsPerMinute } = this.configuration;
    return [
      standing('requests', requestsPerMinute ?? partnerRequestsPerMinute, this.requests, partnerId),
      standing('items', itemsPerMinute ?? partnerItemsPerMinute, this.items, partnerId),
    ];
  }
}

function standing(
  policy: RateStanding['policy'],
  quota: number,
  count: SharedCount,
  partnerId: string,
): RateStanding {
  const { taken, resetMs } = count.now(partnerId);
  const remaining = Math.max(0, quota - taken);
  return { policy, quota, remaining, resetS: Math.ceil(resetMs / 1000), windowS: WINDOW_S };
}
