/** Partners and the hashes of their secrets: the role `auth` reads both, a partner's transaction its own row. */
export const PARTNERS = `
  CREATE TABLE partners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id text COLLATE "C" NOT NULL CONSTRAINT partners_client_id UNIQUE,
    name text NOT NULL,
    currency text NOT NULL CONSTRAINT partners_currency CHECK (currency ~ '^[A-Z]{3}$'),
    status text NOT NULL DEFAULT 'active' CONSTRAINT partners_status CHECK (status IN ('active', 'suspended')),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE partner_secrets (
    partner_id bigint NOT NULL CONSTRAINT partner_secrets_partner REFERENCES partners,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    PRIMARY KEY (partner_id, secret_hash)
  );
  ALTER TABLE partners ENABLE ROW LEVEL SECURITY;
  ALTER TABLE partner_secrets ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON partners FOR SELECT TO partner_path USING (id = current_partner());
  CREATE POLICY credentials ON partners FOR SELECT TO auth USING (true);
  CREATE POLICY credentials ON partner_secrets FOR SELECT TO auth USING (true);
  CREATE POLICY overview ON partners FOR SELECT TO dashboard USING (true);
  GRANT SELECT ON partners TO partner_path, auth, dashboard;
  GRANT SELECT ON partner_secrets TO auth;
`;
