import { RECORD_KINDS } from '@app/domain';
import { type RecordTable } from './record-table';

/**
 * Reading goes through the security-barrier view, into which PostgreSQL pushes no join condition, but an equality with given values:
 * all keys at once, in one walk along the primary key. No other index begins with the partner, so there is no other plan, whatever the
 * statistics say (docs/decisions/0004).
 */
export const partnerClients: RecordTable = {
  columns: RECORD_KINDS.clients.columns,
  lookUp: {
    name: 'look_up_partner_clients',
    text: `
      SELECT item_index, batch_id, partner_client_id, client_start_date::text, entity_type, other_identifiers::text
      FROM own_partner_clients WHERE partner_client_id = ANY ($1)`,
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
