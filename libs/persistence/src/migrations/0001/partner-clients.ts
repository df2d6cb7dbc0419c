/** Saved partner clients, written with COPY and read through a view. */
export const RECORDS = `
  CREATE TABLE partner_clients (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    partner_client_id text COLLATE "C" NOT NULL,
    client_start_date timestamptz NOT NULL,
    entity_type text NOT NULL,
    other_identifiers jsonb,
    batch_id bigint NOT NULL, -- with item_index: the item that this record was saved from
    item_index int NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, partner_client_id)
  );
  CREATE VIEW own_partner_clients WITH (security_barrier) AS
    SELECT * FROM partner_clients WHERE partner_id = current_partner() WITH CASCADED CHECK OPTION;
  GRANT INSERT (partner_client_id, client_start_date, entity_type, other_identifiers, batch_id, item_index)
    ON partner_clients TO partner_path;
  GRANT SELECT, INSERT ON own_partner_clients TO partner_path;
  GRANT SELECT ON partner_clients TO dashboard;
`;
