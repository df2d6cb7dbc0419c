import { RECORD_KINDS } from '@app/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { PartnerEntity } from './partner.entity';

/** The values of the database's own type for record kinds. */
export const RECORD_KIND_NAMES = Object.keys(RECORD_KINDS);

/** One accepted request. Ids grow in the order in which batches are accepted, which release relies on. */
@Entity('batches')
@Index('batches_newest', ['createdAt', 'id'])
@Unique('batches_status_check_id', ['partnerId', 'statusCheckId'])
export class BatchEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ name: 'status_check_id', type: 'uuid' })
  statusCheckId!: string;

  @Column({ name: 'record_kind', type: 'enum', enum: RECORD_KIND_NAMES, enumName: 'record_kind' })
  recordKind!: string;

  @Column({ name: 'item_count', type: 'int' })
  itemCount!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** The UTC day of acceptance: the partition key of the batch's payload and results. TypeORM compares defaults without casts. */
  @Column({ name: 'accepted_on', type: 'date', default: () => `((now() AT TIME ZONE 'UTC'))` })
  acceptedOn!: string;

  /** The span that accepted it, as W3C `traceparent`, where traces are collected: docs/decisions/0016. */
  @Column({ name: 'trace_context', type: 'text', nullable: true })
  traceContext!: string | null;

  @ManyToOne(() => PartnerEntity)
  @JoinColumn({ name: 'partner_id', foreignKeyConstraintName: 'batches_partner' })
  partner!: PartnerEntity;
}
