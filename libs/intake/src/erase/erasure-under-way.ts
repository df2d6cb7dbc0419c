import { erased, mentionOf } from '@app/domain';
import { eraseItems, recordAuditEvent, type SavedClient, type Transaction } from '@app/persistence';
import { decodePayload, encodePayload } from '../payload/encode-payload';
import { eraseLines } from '../payload/erase-lines';
import { FoundItems } from './found-items';
import { type Searched } from './search-client';

/** Which client is to be erased, and who is to be told what. */
export interface ErasureRequest {
  readonly partnerId: string;
  /** The partner's client id, for the audit trail. */
  readonly clientId: string;
  /** The `partner_client_id` of the client. */
  readonly clientKey: string;
  /** Who erases, for the audit trail. */
  readonly userName: string;
  /** What the operator goes by, instead of the client's key, which must not outlive the erasure; for the audit trail. */
  readonly reference: string | null;
  /** How long items under way are waited for, in milliseconds. */
  readonly waitMs: number;
  /** Told now and then how far the search has come. */
  readonly progress: (searched: number, of: number) => void;
}

/** What an erasure has done so far. */
export class ErasureUnderWay {
  readonly items = new FoundItems();
  readonly elsewhere = new FoundItems();
  private readonly acceptedOn = new Set<string>();

  constructor(private readonly request: ErasureRequest) {}

  /** The days of acceptance of what was erased. */
  get days(): readonly string[] {
    return [...this.acceptedOn];
  }

  /** Notes what is not the client's to have erased. */
  leave({ shard, elsewhere }: Searched): void {
    this.elsewhere.add(shard.statusCheckId, elsewhere);
  }

  /** Erases the items of a decided shard that are about the client. */
  async erase(transaction: Transaction, { shard }: Searched): Promise<void> {
    const { partnerId, clientKey } = this.request;
    const indexes = await eraseItems(transaction, partnerId, shard, erased(), async (payload) => {
      const text = await decodePayload(payload);
      const left = eraseLines(
        text,
        shard.firstIndex,
        shard.itemCount,
        (item) => mentionOf(item, clientKey) === 'about',
      );
      if (left.indexes.length === 0) return null;
      return { payload: await encodePayload(Buffer.from(left.text)), indexes: left.indexes };
    });
    this.items.add(shard.statusCheckId, indexes);
    this.acceptedOn.add(shard.acceptedOn);
  }

  noteBegin(transaction: Transaction): Promise<void> {
    return this.note(transaction, 'client_erasure_begun', 'Began to erase a client');
  }

  noteEnd(transaction: Transaction, { records, claims }: SavedClient): Promise<void> {
    const done = `${records} record, ${claims} claims and ${this.items.count} items of batches`;
    return this.note(transaction, 'client_erased', `Erased a client: ${done}`);
  }

  private note(
    transaction: Transaction,
    action: 'client_erasure_begun' | 'client_erased',
    sentence: string,
  ): Promise<void> {
    const { clientId, userName, reference } = this.request;
    const detail = `${sentence}${reference === null ? '' : ` (${reference})`}`;
    return recordAuditEvent(transaction, { userName, action, clientId, statusCheckId: null, detail });
  }
}
