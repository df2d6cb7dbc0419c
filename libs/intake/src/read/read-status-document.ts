import { Injectable } from '@nestjs/common';
import { RECORD_KINDS, RequestRefused, type Resource } from '@app/domain';
import { type BatchView, ReadBatch } from '@app/persistence';
import { giveWay } from '../give-way';
import { decodePayload } from '../payload/encode-payload';
import { ownTexts } from '../payload/shard-text';
import { DOCUMENT_TAIL, documentHead, elements } from './status-document';

/** Which document is asked for, and by whom. */
export interface StatusQuestion {
  readonly partnerId: string;
  readonly resource: Resource;
  /** As the caller wrote it; need not be a UUID. */
  readonly statusCheckId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Characters of one piece on its way to the reader. */
const CHUNK_LENGTH = 128 * 1024;

/** Reads the status document of a batch (contract section 2). */
@Injectable()
export class ReadStatusDocument {
  constructor(private readonly readBatch: ReadBatch) {}

  /**
   * The document as JSON text in pieces. It is one moment's view, taken before this resolves; no transaction is open while the pieces are
   * consumed, and no more than one shard is in memory.
   * @throws RequestRefused not_found, in the same words for whatever reason; gone when the data was deleted by retention
   */
  async read({ partnerId, resource, statusCheckId }: StatusQuestion): Promise<AsyncIterable<string>> {
    const kinds = Object.values(RECORD_KINDS)
      .filter((kind) => kind.resource === resource)
      .map(({ name }) => name);
    const batch = UUID.test(statusCheckId)
      ? await this.readBatch.view(partnerId, statusCheckId.toLowerCase(), kinds)
      : null;
    if (batch === null) throw new RequestRefused('not_found', 'There is no batch with this status check id');
    // The first shard is read before anything is answered: if its data is gone, this is still an error answer.
    const firstTexts = await this.texts(partnerId, batch, 0);
    return this.pieces(partnerId, batch, firstTexts);
  }

  private async *pieces(
    partnerId: string,
    batch: BatchView,
    firstTexts: readonly string[],
  ): AsyncGenerator<string> {
    let piece = documentHead(batch);
    for (const shard of batch.shards) {
      const texts = shard.shardNo === 0 ? firstTexts : await this.texts(partnerId, batch, shard.shardNo);
      for (const element of elements(shard, texts)) {
        piece += element;
        if (piece.length < CHUNK_LENGTH) continue;
        yield piece;
        piece = '';
        await giveWay();
      }
    }
    yield piece + DOCUMENT_TAIL;
  }

  private async texts(partnerId: string, batch: BatchView, shardNo: number): Promise<readonly string[]> {
    const payload = await this.readBatch.payload(partnerId, batch, shardNo);
    if (payload === null) throw new RequestRefused('gone', 'The data of this batch has been deleted');
    const itemCount = batch.shards[shardNo]?.itemCount ?? 0;
    return ownTexts(await decodePayload(payload), itemCount);
  }
}
