import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A saved partner client: docs/contract.md section 4. `batchId` and `itemIndex` say which item it was saved from. */
@Entity('partner_clients')
export class PartnerClientEntity {
  @PrimaryColumn({ name: 'partner_id', type: 'bigint', default: () => 'current_partner()' })
  partnerId!: string;

  @PrimaryColumn({ name: 'partner_client_id', type: 'text', collation: 'C' })
  partnerClientId!: string;

  @Column({ name: 'client_start_date', type: 'timestamptz' })
  clientStartDate!: Date;

  @Column({ name: 'entity_type', type: 'text' })
  entityType!: string;

  @Column({ name: 'other_identifiers', type: 'jsonb', nullable: true })
  otherIdentifiers!: unknown;

  @Column({ name: 'batch_id', type: 'bigint' })
  batchId!: string;

  @Column({ name: 'item_index', type: 'int' })
  itemIndex!: number;

  @Column({ name: 'saved_at', type: 'timestamptz', default: () => 'now()' })
  savedAt!: Date;
}
