import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Batch } from './batch.entity';

/** What JSON.parse gives: a request's elements need not be objects. */
export type JsonValue = object | string | number | boolean | null;

export type ItemState = 'Pending' | 'Completed' | 'Duplicate' | 'Failed';

/** One element of an accepted request, stored before the answer, with what became of it. */
@Entity('submitted_items')
export class SubmittedItem {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @ManyToOne(() => Batch)
  @JoinColumn({ name: 'batch_id' })
  readonly batch?: Batch;

  @PrimaryColumn({ name: 'item_index', type: 'int' })
  itemIndex!: number;

  @Column({ type: 'json' })
  content!: JsonValue;

  @Column({ type: 'enum', enum: ['Pending', 'Completed', 'Duplicate', 'Failed'], default: 'Pending' })
  state!: ItemState;

  /** What is wrong with it, in words, when it is `Failed`. */
  @Column({ type: 'json', nullable: true })
  violations!: readonly string[] | null;
}
