import { Injectable } from '@nestjs/common';
import { RECORD_KINDS, RequestRefused, type Resource } from '@app/domain';
import { type BatchView, ReadBatch, type ShardView } from '@app/persistence';
import { giveWay } from '../give-way';
import { decodePayload } from '../payload/encode-payload';
import { ownTexts } from '../payload/shard-text';
import { DOCUMENT_TAIL, documentHead, elements, type ElementSources } from './status-document';

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
    const [firstShard] = batch.shards;
    const first = firstShard && (await this.sources(partnerId, batch, firstShard));
    return pieces(batch, (shard) =>
      shard === firstShard && first ? first : this.sources(partnerId, batch, shard),
    );
  }

  /** The document of a batch of one shard whose parts are at hand. */
  compose(batch: BatchView, sources: ElementSources): AsyncIterable<string> {
    return pieces(batch, () => sources);
  }

  private async sources(partnerId: string, batch: BatchView, shard: ShardView): Promise<ElementSources> {
    const content = await this.readBatch.content(partnerId, batch, shard);
    if (content === null) throw new RequestRefused('gone', 'The data of this batch has been deleted');
    const texts = ownTexts(await decodePayload(content.payload), shard.itemCount);
    return { texts, problems: content.problems };
  }
}

async function* pieces(
  batch: BatchView,
  sourcesOf: (shard: ShardView) => ElementSources | Promise<ElementSources>,
): AsyncGenerator<string> {
  let piece = documentHead(batch);
  for (const shard of batch.shards) {
    for (const element of elements(shard, await sourcesOf(shard))) {
      piece += element;
      if (piece.length < CHUNK_LENGTH) continue;
      yield piece;
      piece = '';
      await giveWay();
    }
  }
  yield piece + DOCUMENT_TAIL;
}
