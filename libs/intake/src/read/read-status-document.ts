import { Injectable } from '@nestjs/common';
import { RECORD_KINDS, RequestRefused, type Resource } from '@app/domain';
import { type BatchView, type ItemWindow, ReadBatch } from '@app/persistence';
import { decodePayload } from '../payload/encode-payload';
import { ownTexts } from '../payload/shard-text';
import { documentTag } from './document-tag';
import { type ElementSources } from './elements';
import { type Page, type PageParameters, readPage, windowOf, WHOLE } from './page';
import { shownItems, type ShownPart } from './shown-items';
import { documentText } from './document-text';

/** Which document is asked for, and by whom. */
export interface StatusQuestion {
  readonly partnerId: string;
  readonly resource: Resource;
  /** As the caller wrote it; need not be a UUID. */
  readonly statusCheckId: string;
}

/** A document, or the news that the caller has it already. */
export interface StatusAnswer {
  /** Names the content: the same tag is the same content. */
  readonly tag: string;
  /** JSON text in pieces; null where the caller knows the tag. */
  readonly text: AsyncIterable<string> | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NO_ITEMS: ItemWindow = { from: 0, to: 0 };

/** Reads the status document of a batch (docs/contract.md section 2). */
@Injectable()
export class ReadStatusDocument {
  constructor(private readonly readBatch: ReadBatch) {}

  /**
   * The document, or as much of it as the parameters ask for. It is one moment's view, taken before this resolves; no transaction is
   * open while its pieces are consumed, and no more than one shard is in memory.
   * @param knows tells whether the caller has the content with a tag, in which case nothing more is read; null for a caller that has none
   * @throws RequestRefused not_found, in the same words for whatever reason; gone when the data was deleted by retention; invalid_parameter
   */
  async read(
    question: StatusQuestion,
    parameters: PageParameters,
    knows: ((tag: string) => boolean) | null,
  ): Promise<StatusAnswer> {
    const page = pageOrRefusal(parameters);
    if (page instanceof RequestRefused) {
      // That there is no such batch comes first.
      await this.view(question, NO_ITEMS);
      throw page;
    }
    if (knows !== null) {
      const tag = documentTag(await this.view(question, NO_ITEMS), page);
      if (knows(tag)) return { tag, text: null };
    }
    const batch = await this.view(question, windowOf(page));
    if (page.from > 0 && page.from >= batch.itemCount) {
      throw new RequestRefused('invalid_parameter', 'The parameter cursor belongs to another batch.');
    }
    return { tag: documentTag(batch, page), text: await this.text(question, batch, page) };
  }

  /** The whole document, with everything else as `read` has it. */
  async whole(question: StatusQuestion): Promise<AsyncIterable<string>> {
    return this.text(question, await this.view(question, windowOf(WHOLE)), WHOLE);
  }

  /** The whole document of a batch of one shard whose parts are at hand. */
  compose(batch: BatchView, sources: ElementSources): AsyncIterable<string> {
    return documentText(batch, WHOLE, shownItems(batch, WHOLE), () => sources);
  }

  private async view(
    { partnerId, resource, statusCheckId }: StatusQuestion,
    window: ItemWindow,
  ): Promise<BatchView> {
    const kinds = Object.values(RECORD_KINDS)
      .filter((kind) => kind.resource === resource)
      .map(({ name }) => name);
    const batch = UUID.test(statusCheckId)
      ? await this.readBatch.view(partnerId, statusCheckId.toLowerCase(), kinds, window)
      : null;
    if (batch === null)
      throw new RequestRefused('not_found', 'There is no batch with this status_check_id here.');
    if (batch.deleted) throw gone();
    return batch;
  }

  private async text(
    { partnerId }: StatusQuestion,
    batch: BatchView,
    page: Page,
  ): Promise<AsyncIterable<string>> {
    const shown = shownItems(batch, page);
    // The first part is read before anything is answered: if it cannot be, this is still an error answer.
    const [firstPart] = shown.parts;
    const first = firstPart && (await this.sources(partnerId, batch, firstPart));
    return documentText(batch, page, shown, (part) =>
      part === firstPart && first ? first : this.sources(partnerId, batch, part),
    );
  }

  private async sources(partnerId: string, batch: BatchView, part: ShownPart): Promise<ElementSources> {
    const { shardNo, itemCount } = part.shard;
    const content = await this.readBatch.content(partnerId, batch, shardNo, part);
    if (content === null) throw gone();
    return { texts: ownTexts(await decodePayload(content.payload), itemCount), problems: content.problems };
  }
}

function pageOrRefusal(parameters: PageParameters): Page | RequestRefused {
  try {
    return readPage(parameters);
  } catch (error) {
    if (error instanceof RequestRefused) return error;
    throw error;
  }
}

function gone(): RequestRefused {
  return new RequestRefused('gone', 'The data of this batch has been deleted.');
}
