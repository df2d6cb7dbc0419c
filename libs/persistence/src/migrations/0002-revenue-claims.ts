import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Revenue claims, each belonging to a saved partner client. */
export class RevenueClaims1763000000002 implements MigrationInterface {
  name = 'RevenueClaims1763000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLAIMS);
    await queryRunner.query(LOCK_CLIENTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION lock_partner_clients(text[]);
      DROP VIEW own_revenue_claims;
      DROP TABLE revenue_claims;
      DROP TYPE period_granularity;
    `);
  }
}

/** Written with COPY, and so kept apart like partner_clients: column privileges and a security-barrier view. */
const CLAIMS = `
  CREATE TYPE period_granularity AS ENUM ('day', 'month');

  CREATE TABLE revenue_claims (
    partner_id bigint NOT NULL DEFAULT current_partner(),
    unique_reference text COLLATE "C" NOT NULL,
    partner_client_id text COLLATE "C" NOT NULL,
    currency text NOT NULL,
    period_granularity period_granularity NOT NULL,
    period_from date NOT NULL, -- the first local day: the calendar month or day that the claim is about
    period_start timestamptz NOT NULL,
    period_end timestamptz NOT NULL,
    total_amount numeric(19, 4) NOT NULL,
    transaction_count bigint NOT NULL,
    is_splittable boolean,
    payment_channel_id text,
    payment_channel_start_date timestamptz,
    batch_id bigint NOT NULL, -- with item_index: the item that this record was saved from
    item_index int NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, unique_reference),
    CONSTRAINT revenue_claims_client FOREIGN KEY (partner_id, partner_client_id)
      REFERENCES partner_clients (partner_id, partner_client_id)
  );
  -- All claims of a client, by period: what eligibility asks for.
  CREATE INDEX revenue_claims_of_client ON revenue_claims (partner_id, partner_client_id, period_from);

  CREATE VIEW own_revenue_claims WITH (security_barrier) AS
    SELECT * FROM revenue_claims WHERE partner_id = current_partner() WITH CASCADED CHECK OPTION;
  GRANT INSERT (unique_reference, partner_client_id, currency, period_granularity, period_from, period_start,
    period_end, total_amount, transaction_count, is_splittable, payment_channel_id, payment_channel_start_date,
    batch_id, item_index) ON revenue_claims TO partner_path;
  GRANT SELECT, INSERT ON own_revenue_claims TO partner_path;
  GRANT SELECT ON revenue_claims TO dashboard;
`;

/**
 * Which of these clients are saved, locked so that none of them can be erased before the transaction ends. A function, since a
 * lock takes a privilege to UPDATE, which the application's role must not have on saved records. Locks are taken in the order of the keys given.
 */
const LOCK_CLIENTS = `
  CREATE FUNCTION lock_partner_clients(keys text[]) RETURNS SETOF text
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT locked.partner_client_id
    FROM unnest(keys) AS k (key)
    CROSS JOIN LATERAL (
      SELECT c.partner_client_id FROM partner_clients c
      WHERE c.partner_id = current_partner() AND c.partner_client_id = k.key
      FOR KEY SHARE
    ) AS locked;
  END;
  REVOKE EXECUTE ON FUNCTION lock_partner_clients(text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION lock_partner_clients(text[]) TO partner_path;
`;
