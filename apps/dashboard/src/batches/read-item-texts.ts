import { decodePayload, ownTexts } from '@app/intake';
import { type InspectedBatch, type InspectedItem, type InspectedShard, InspectItems } from '@app/persistence';
import { Injectable } from '@nestjs/common';

/** An item with what was sent; null where retention has deleted it. */
export interface ItemWithText extends InspectedItem {
  readonly text: string | null;
}

/** An item as a page shows it. */
export interface ShownItem extends ItemWithText {
  /** Characters that were sent, of which `text` may be the beginning only. */
  readonly length: number;
}

/** Puts items together with their original texts. */
@Injectable()
export class ReadItemTexts {
  constructor(private readonly items: InspectItems) {}

  /**
   * Items of a batch with their texts, those of one shard at a time: it is fetched and unpacked when its turn comes, and one is in memory.
   * @param items in the order of their indexes
   */
  async *shardByShard(
    batch: InspectedBatch,
    items: readonly InspectedItem[],
  ): AsyncGenerator<readonly ItemWithText[]> {
    for (const shard of batch.timeline) {
      const own = items.filter(({ index }) => isIn(shard, index));
      if (own.length > 0) yield await this.ofShard(batch, shard, own);
    }
  }

  /** Items of a batch with the first `most` characters of each text. */
  async beginnings(
    batch: InspectedBatch,
    items: readonly InspectedItem[],
    most: number,
  ): Promise<readonly ShownItem[]> {
    const shown: ShownItem[] = [];
    for await (const ofShard of this.shardByShard(batch, items))
      for (const item of ofShard) {
        const { text } = item;
        shown.push({
          ...item,
          text: text === null ? null : beginningOf(text, most),
          length: text?.length ?? 0,
        });
      }
    return shown;
  }

  private async ofShard(
    batch: InspectedBatch,
    { shardNo, firstIndex, itemCount }: InspectedShard,
    items: readonly InspectedItem[],
  ): Promise<readonly ItemWithText[]> {
    const payload = (await this.items.payloads(batch, [shardNo])).get(shardNo);
    const texts = payload === undefined ? [] : ownTexts(await decodePayload(payload), itemCount);
    return items.map((item) => ({ ...item, text: texts[item.index - firstIndex] ?? null }));
  }
}

function isIn({ firstIndex, itemCount }: InspectedShard, index: number): boolean {
  return index >= firstIndex && index < firstIndex + itemCount;
}

/** At most so many characters, without half of a surrogate pair, and as a copy: a slice would keep the whole shard's text in memory. */
function beginningOf(text: string, most: number): string {
  const end = text.length > most && /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return Buffer.from(text.slice(0, end)).toString();
}
