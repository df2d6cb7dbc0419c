import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one item, and why: written once, with the decision. Partitioned by `accepted_on`. */
@Entity('item_results')
@Check('item_results_state', `state <> 'Pending'::item_state`)
export class ItemResultEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'batch_id', type: 'bigint' })
  batchId!: string;

  @PrimaryColumn({ name: 'item_index', type: 'int' })
  itemIndex!: number;

  @PrimaryColumn({ name: 'accepted_on', type: 'date' })
  acceptedOn!: string;

  @Column({
    type: 'enum',
    enum: ['Pending', 'Completed', 'Duplicate', 'Conflict', 'Failed'],
    enumName: 'item_state',
  })
  state!: string;

  /** The item's key; null where it had no usable one. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  key!: string | null;

  /** Null for `Completed`. */
  @Column({ type: 'json', nullable: true })
  problems!: unknown;
}
