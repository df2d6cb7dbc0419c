import { RECORD_KINDS } from '@app/domain';
import { STATUS_CHECK_ID } from './status-check-id';
import { type RecordTable } from './record-table';

/**
 * Reading goes through the security-barrier view, into which PostgreSQL pushes no join condition: a plain join would read all of
 * the partner's records for every shard. LATERAL with OFFSET 0 makes it one index search a key; the batch is a sub-select, since a join
 * could be begun with the partner's batches (docs/decisions/0004).
 */
export const partnerClients: RecordTable = {
  columns: RECORD_KINDS.clients.columns,
  lookUp: {
    name: 'look_up_partner_clients',
    text: `
      SELECT k.position::int, saved.*, ${STATUS_CHECK_ID} AS status_check_id
      FROM unnest($1::text[]) WITH ORDINALITY AS k (key, position)
      CROSS JOIN LATERAL (
        SELECT c.partner_client_id, c.client_start_date::text, c.entity_type, c.other_identifiers::text, c.item_index, c.batch_id
        FROM own_partner_clients c WHERE c.partner_client_id = k.key OFFSET 0
      ) AS saved`,
  },
  insertNew: {
    name: 'insert_partner_clients',
    text: `
      INSERT INTO own_partner_clients
        (partner_client_id, client_start_date, entity_type, other_identifiers, batch_id, item_index)
      SELECT r.partner_client_id, r.client_start_date::timestamptz, r.entity_type, r.other_identifiers::jsonb, $2, r.item_index
      FROM json_to_recordset($1)
        AS r (partner_client_id text, client_start_date text, entity_type text, other_identifiers text, item_index int)
      ON CONFLICT (partner_id, partner_client_id) DO NOTHING
      RETURNING partner_client_id AS key`,
  },
  copy: `COPY partner_clients
    (partner_client_id, client_start_date, entity_type, other_identifiers, batch_id, item_index) FROM STDIN`,
};
