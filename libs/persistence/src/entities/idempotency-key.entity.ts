import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { RECORD_KIND_NAMES } from './batch.entity';
import { PartnerEntity } from './partner.entity';

/** An Idempotency-Key that was used, and what it was used for; written in the transaction of its batch. */
@Entity('idempotency_keys')
@Index('idempotency_keys_oldest', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'idempotency_key', type: 'text', collation: 'C' })
  idempotencyKey!: string;

  @Column({ name: 'record_kind', type: 'enum', enum: RECORD_KIND_NAMES, enumName: 'record_kind' })
  recordKind!: string;

  /** SHA-256 of the request's inflated bytes. */
  @Column({ name: 'body_sha256', type: 'bytea' })
  bodySha256!: Buffer;

  @Column({ name: 'status_check_id', type: 'uuid' })
  statusCheckId!: string;

  @Column({ name: 'uri_prefix', type: 'text' })
  uriPrefix!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @ManyToOne(() => PartnerEntity)
  @JoinColumn({ name: 'partner_id', foreignKeyConstraintName: 'idempotency_keys_partner' })
  partner!: PartnerEntity;
}
