import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';

/** A payments platform or marketplace that sends batches; `client_id` is what it logs in with. */
@Entity('partners')
@Unique('partners_client_id', ['clientId'])
@Check('partners_currency', `currency ~ '^[A-Z]{3}$'`)
@Check('partners_status', `status IN ('active', 'suspended')`)
@Check('partners_item_quota', `item_quota > 0`)
@Check('partners_requests_per_minute', `requests_per_minute > 0`)
@Check('partners_items_per_minute', `items_per_minute > 0`)
export class PartnerEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ name: 'client_id', type: 'text', collation: 'C' })
  clientId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** ISO 4217 code: the one currency agreed with this partner at onboarding. */
  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'text', default: 'active' })
  status!: 'active' | 'suspended';

  /** The most items of this partner that may wait undecided; null is the deployment's default. */
  @Column({ name: 'item_quota', type: 'int', nullable: true })
  itemQuota!: number | null;

  /** Null as above. */
  @Column({ name: 'requests_per_minute', type: 'int', nullable: true })
  requestsPerMinute!: number | null;

  /** Null as above. */
  @Column({ name: 'items_per_minute', type: 'int', nullable: true })
  itemsPerMinute!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** SHA-256 of a client secret; several may live at once, so that secrets can be rotated. */
@Entity('partner_secrets')
export class PartnerSecretEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint' })
  partnerId!: string;

  @PrimaryColumn({ name: 'secret_hash', type: 'bytea' })
  secretHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @ManyToOne(() => PartnerEntity)
  @JoinColumn({ name: 'partner_id', foreignKeyConstraintName: 'partner_secrets_partner' })
  partner!: PartnerEntity;
}
