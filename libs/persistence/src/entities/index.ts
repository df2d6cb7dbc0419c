import { AuditEventEntity } from './audit-event.entity';
import { BatchEntity } from './batch.entity';
import { EndedSessionEntity } from './ended-session.entity';
import { IdempotencyKeyEntity } from './idempotency-key.entity';
import { ItemResultEntity } from './item-result.entity';
import { PartnerClientEntity } from './partner-client.entity';
import { PartnerEntity, PartnerSecretEntity } from './partner.entity';
import { RevenueClaimEntity } from './revenue-claim.entity';
import { ShardEntity } from './shard.entity';
import { ShardPayloadEntity } from './shard-payload.entity';

/** The schema as TypeORM sees it; `npm run migration:drift` holds it against the migrations. */
export const entities = [
  AuditEventEntity,
  BatchEntity,
  EndedSessionEntity,
  IdempotencyKeyEntity,
  ItemResultEntity,
  PartnerClientEntity,
  PartnerEntity,
  PartnerSecretEntity,
  RevenueClaimEntity,
  ShardEntity,
  ShardPayloadEntity,
];
