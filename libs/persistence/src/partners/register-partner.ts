import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ownerDataSourceOptions } from '../connections/data-sources';

export interface NewPartner {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** $1 client_id, $2 name, $3 currency. */
const UPSERT_PARTNER = `
  INSERT INTO partners (client_id, name, currency) VALUES ($1, $2, $3)
  ON CONFLICT (client_id) DO UPDATE SET name = excluded.name, currency = excluded.currency
  RETURNING id`;

/** $1 partner id, $2 SHA-256 of the secret. */
const ADD_SECRET = `
  INSERT INTO partner_secrets (partner_id, secret_hash) VALUES ($1, $2)
  ON CONFLICT (partner_id, secret_hash) DO UPDATE SET revoked_at = NULL`;

/**
 * Registers a partner with a secret; one that is registered already keeps its id, and the secret is valid again.
 * @param databaseUrl as the schema's owner
 * @returns the partner's id
 */
export async function registerPartner(databaseUrl: string, partner: NewPartner): Promise<string> {
  const dataSource = await new DataSource(ownerDataSourceOptions(databaseUrl)).initialize();
  try {
    return await dataSource.transaction(async (manager) => {
      const [row] = await manager.query<{ id: string }[]>(UPSERT_PARTNER, [
        partner.clientId,
        partner.name,
        partner.currency,
      ]);
      if (row === undefined) throw new Error('the partner was not registered');
      await manager.query(ADD_SECRET, [row.id, createHash('sha256').update(partner.clientSecret).digest()]);
      return row.id;
    });
  } finally {
    await dataSource.destroy();
  }
}
