import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { PartnerClientEntity } from './partner-client.entity';

/** What a saved partner client earned in one calendar month or day: docs/contract.md section 4. */
@Entity('revenue_claims')
@Index('revenue_claims_client_period', ['partnerClientId', 'partnerId', 'periodFrom'])
export class RevenueClaimEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'unique_reference', type: 'text', collation: 'C' })
  uniqueReference!: string;

  @Column({ name: 'partner_client_id', type: 'text', collation: 'C' })
  partnerClientId!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({
    name: 'period_granularity',
    type: 'enum',
    enum: ['day', 'month'],
    enumName: 'period_granularity',
  })
  periodGranularity!: 'day' | 'month';

  /** The first local day: the calendar month or day that the claim is about. */
  @Column({ name: 'period_from', type: 'date' })
  periodFrom!: string;

  @Column({ name: 'period_start', type: 'timestamptz' })
  periodStart!: Date;

  @Column({ name: 'period_end', type: 'timestamptz' })
  periodEnd!: Date;

  /** Exact decimal text: a JavaScript number would not hold it. */
  @Column({ name: 'total_amount', type: 'numeric', precision: 19, scale: 4 })
  totalAmount!: string;

  @Column({ name: 'transaction_count', type: 'bigint' })
  transactionCount!: string;

  @Column({ name: 'is_splittable', type: 'boolean', nullable: true })
  isSplittable!: boolean | null;

  @Column({ name: 'payment_channel_id', type: 'text', nullable: true })
  paymentChannelId!: string | null;

  @Column({ name: 'payment_channel_start_date', type: 'timestamptz', nullable: true })
  paymentChannelStartDate!: Date | null;

  @Column({ name: 'batch_id', type: 'bigint' })
  batchId!: string;

  @Column({ name: 'item_index', type: 'int' })
  itemIndex!: number;

  @Column({ name: 'saved_at', type: 'timestamptz', default: () => 'now()' })
  savedAt!: Date;

  @ManyToOne(() => PartnerClientEntity)
  @JoinColumn([
    {
      name: 'partner_id',
      referencedColumnName: 'partnerId',
      foreignKeyConstraintName: 'revenue_claims_client',
    },
    {
      name: 'partner_client_id',
      referencedColumnName: 'partnerClientId',
      foreignKeyConstraintName: 'revenue_claims_client',
    },
  ])
  client!: PartnerClientEntity;
}
