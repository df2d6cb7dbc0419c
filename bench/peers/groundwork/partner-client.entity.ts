import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { OtherIdentifierDto, PartnerClientDto } from './partner-client.dto';
import { PARTNER_ID } from './partner';

/** A saved record. Its primary key tells duplicates. */
@Entity('partner_clients')
export class PartnerClient {
  @PrimaryColumn({ name: 'partner_id', type: 'int' })
  partnerId!: number;

  @PrimaryColumn({ name: 'partner_client_id', type: 'text' })
  partnerClientId!: string;

  @Column({ name: 'client_start_date', type: 'timestamptz' })
  clientStartDate!: Date;

  @Column({ name: 'entity_type', type: 'text' })
  entityType!: string;

  @Column({ name: 'other_identifiers', type: 'jsonb', nullable: true })
  otherIdentifiers!: readonly OtherIdentifierDto[] | null;

  /** With itemIndex: the item that it was saved from, for duplicates to name. */
  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @Column({ name: 'item_index', type: 'int' })
  itemIndex!: number;

  @CreateDateColumn({ name: 'saved_at', type: 'timestamptz' })
  readonly savedAt!: Date;
}

/**
 * The record that a valid item becomes.
 * @param from which item it is
 */
export function recordOf(
  item: PartnerClientDto,
  { batchId, itemIndex }: Pick<PartnerClient, 'batchId' | 'itemIndex'>,
): Omit<PartnerClient, 'savedAt'> {
  return {
    partnerId: PARTNER_ID,
    partnerClientId: item.partner_client_id,
    clientStartDate: new Date(item.client_start_date),
    entityType: item.entity_type,
    otherIdentifiers: item.other_identifiers ?? null,
    batchId,
    itemIndex,
  };
}
