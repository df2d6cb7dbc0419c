import { Injectable } from '@nestjs/common';
import { PartnerPath } from '../connections/partner-path';
import { type Statement } from '../connections/statement';

/** A shard of few items is counted as so many: it costs the queue as much. So a count looks at a bounded number of shards. */
export const LEAST_ITEMS_OF_A_SHARD = 100;

/** $1 most shards to look at, $2 the least that a shard counts, $3 enough. */
const COUNT_WAITING: Statement = {
  name: 'count_waiting',
  text: `
    SELECT least(coalesce(sum(greatest(item_count, $2)), 0), $3)::int AS items FROM (
      SELECT item_count FROM shards WHERE decided_at IS NULL ORDER BY partner_id, batch_id, shard_no LIMIT $1
    ) AS first`,
};

/** How much of a partner waits to be decided. */
@Injectable()
export class WaitingItems {
  constructor(private readonly partnerPath: PartnerPath) {}

  /**
   * Counts a partner's undecided items.
   * @param enough where the count may stop: the answer is not larger
   */
  async count(partnerId: string, enough: number): Promise<number> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const counted = transaction.query<{ items: number }>(COUNT_WAITING, [
        Math.ceil(enough / LEAST_ITEMS_OF_A_SHARD),
        LEAST_ITEMS_OF_A_SHARD,
        enough,
      ]);
      await transaction.commit(counted);
      return (await counted)[0]?.items ?? 0;
    });
  }
}
