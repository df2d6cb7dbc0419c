import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One accepted request, and whose it is. */
@Entity('batches')
export class Batch {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'partner_id', type: 'int' })
  partnerId!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;
}
