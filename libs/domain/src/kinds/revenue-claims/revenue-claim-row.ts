import { type Row } from '../../items/item';
import { amountText } from '../../money/amount';
import { transactionCountText } from '../../money/transaction-count';
import { storedPeriod } from '../../time/period';
import { toTimestamptzText } from '../../time/timestamptz';
import { type RevenueClaimContent } from './revenue-claim.dto';

/** The columns of a revenue claim, however it was sent. */
export const REVENUE_CLAIM_COLUMNS = [
  'unique_reference',
  'partner_client_id',
  'currency',
  'period_granularity',
  'period_from',
  'period_start',
  'period_end',
  'total_amount',
  'transaction_count',
  'is_splittable',
  'payment_channel_id',
  'payment_channel_start_date',
] as const;

/**
 * A claim that the rules accepted as it is saved: one from inside of a client as if it named its client, so that it
 * can be compared with one that does (docs/contract.md section 3, step 5).
 */
export function revenueClaimRow(claim: RevenueClaimContent, partnerClientId: string): Row {
  const { granularity, from, start, end } = storedPeriod(claim.time_period);
  const { is_splittable: splittable, payment_channel: channel } = claim;
  return [
    claim.unique_reference,
    partnerClientId,
    claim.currency,
    granularity,
    from,
    start,
    end,
    amountText(claim.total_amount),
    transactionCountText(claim.transaction_count),
    splittable === undefined ? null : String(splittable),
    channel === undefined ? null : channel.id,
    channel === undefined ? null : toTimestamptzText(channel.start_date),
  ];
}
