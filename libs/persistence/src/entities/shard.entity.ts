import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { BatchEntity, RECORD_KIND_NAMES } from './batch.entity';

/** The head of a run of up to 5,000 consecutive items of a batch: what is released, claimed and decided at once. */
@Entity('shards')
@Index('shards_undecided', ['partnerId', 'batchId', 'shardNo'], { where: 'decided_at IS NULL' })
@Index('shards_decided', ['decidedAt'], { where: 'decided_at IS NOT NULL' })
export class ShardEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'batch_id', type: 'bigint' })
  batchId!: string;

  @PrimaryColumn({ name: 'shard_no', type: 'int' })
  shardNo!: number;

  @Column({ name: 'first_index', type: 'int' })
  firstIndex!: number;

  @Column({ name: 'item_count', type: 'int' })
  itemCount!: number;

  @Column({ name: 'record_kind', type: 'enum', enum: RECORD_KIND_NAMES, enumName: 'record_kind' })
  recordKind!: string;

  @Column({ name: 'accepted_on', type: 'date' })
  acceptedOn!: string;

  /** How often the shard has been handed to the queue; counted by release alone. */
  @Column({ type: 'int', default: 0 })
  attempts!: number;

  @Column({ name: 'released_at', type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  /** Counts by state of the items that this shard decided; null until then. */
  @Column({ type: 'int', nullable: true })
  completed!: number | null;

  @Column({ type: 'int', nullable: true })
  duplicate!: number | null;

  @Column({ type: 'int', nullable: true })
  conflict!: number | null;

  @Column({ type: 'int', nullable: true })
  failed!: number | null;

  /** When an item of it was last erased; null while all are as they were sent. */
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;

  @ManyToOne(() => BatchEntity)
  @JoinColumn([
    { name: 'partner_id', referencedColumnName: 'partnerId', foreignKeyConstraintName: 'shards_batch' },
    { name: 'batch_id', referencedColumnName: 'id', foreignKeyConstraintName: 'shards_batch' },
  ])
  batch!: BatchEntity;
}
