import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { FROZEN_COPIES } from './0001/frozen-copies';
import { HEADS } from './0001/heads';
import { RECORDS } from './0001/partner-clients';
import { PARTNERS } from './0001/partners';
import { PARTITIONED, PARTITIONS } from './0001/payloads-and-results';
import { ROLES } from './0001/roles';
import { TYPES } from './0001/types';

/**
 * Roles, partners, batches with their shards and payload, saved partner clients, item results.
 *
 * Isolation (docs/architecture.md, "Isolation"): tables written row by row carry row-level security; tables written with COPY
 * (which PostgreSQL refuses under row-level security) give the same guarantee by column privileges and a
 * security-barrier view. `app.partner` is set for one transaction at a time.
 */
export class BatchesAndClients1763000000001 implements MigrationInterface {
  name = 'BatchesAndClients1763000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [
      ROLES,
      TYPES,
      PARTNERS,
      HEADS,
      PARTITIONED,
      RECORDS,
      PARTITIONS,
      FROZEN_COPIES,
    ]) {
      await queryRunner.query(statements);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION prepare_partitions(int);
      DROP FUNCTION end_frozen_copies(interval);
      DROP VIEW own_partner_clients, own_item_results;
      DROP TABLE partner_clients, item_results, shard_payloads, idempotency_keys, shards, batches, partner_secrets, partners;
      DROP FUNCTION current_partner();
      DROP TYPE item_state, record_kind;
    `);
    // Roles belong to the whole server and may serve another database: they stay.
  }
}
