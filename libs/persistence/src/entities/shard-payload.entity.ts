import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The submitted text of one shard's items. Partitioned by `accepted_on`. */
@Entity('shard_payloads')
export class ShardPayloadEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'batch_id', type: 'bigint' })
  batchId!: string;

  @PrimaryColumn({ name: 'shard_no', type: 'int' })
  shardNo!: number;

  @PrimaryColumn({ name: 'accepted_on', type: 'date' })
  acceptedOn!: string;

  @Column({ type: 'smallint' })
  encoding!: number;

  @Column({ type: 'bytea' })
  payload!: Buffer;
}
