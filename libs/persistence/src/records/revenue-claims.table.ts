import { RECORD_KINDS } from '@app/domain';
import { type RecordTable, type Reference } from './record-table';

/** Looked up like partner clients, and for the same reason. */
export const revenueClaims: RecordTable = {
  columns: RECORD_KINDS['revenue-claims'].columns,
  lookUp: {
    name: 'look_up_revenue_claims',
    text: `
      SELECT item_index, batch_id, unique_reference, partner_client_id, currency, period_granularity::text, period_from::text,
        period_start::text, period_end::text, total_amount::text, transaction_count::text, is_splittable::text,
        payment_channel_id, payment_channel_start_date::text
      FROM own_revenue_claims WHERE unique_reference = ANY ($1)`,
  },
  insertNew: {
    name: 'insert_revenue_claims',
    text: `
      INSERT INTO own_revenue_claims
        (unique_reference, partner_client_id, currency, period_granularity, period_from, period_start, period_end,
         total_amount, transaction_count, is_splittable, payment_channel_id, payment_channel_start_date,
         batch_id, item_index)
      SELECT r.unique_reference, r.partner_client_id, r.currency, r.period_granularity, r.period_from,
        r.period_start::timestamptz, r.period_end::timestamptz, r.total_amount::numeric, r.transaction_count::bigint,
        r.is_splittable::boolean, r.payment_channel_id, r.payment_channel_start_date::timestamptz, $2, r.item_index
      FROM json_to_recordset($1) AS r (
        unique_reference text, partner_client_id text, currency text, period_granularity period_granularity,
        period_from date, period_start text, period_end text, total_amount text, transaction_count text,
        is_splittable text, payment_channel_id text, payment_channel_start_date text, item_index int)
      ON CONFLICT (partner_id, unique_reference) DO NOTHING
      RETURNING unique_reference AS key`,
  },
  copy: `COPY revenue_claims
    (unique_reference, partner_client_id, currency, period_granularity, period_from, period_start, period_end,
     total_amount, transaction_count, is_splittable, payment_channel_id, payment_channel_start_date,
     batch_id, item_index) FROM STDIN`,
};

/** The client that a claim belongs to. */
export const clientOfClaim: Reference = {
  column: RECORD_KINDS['revenue-claims'].columns.indexOf('partner_client_id'),
  lock: { name: 'lock_partner_clients', text: 'SELECT lock_partner_clients($1) AS key' },
};
