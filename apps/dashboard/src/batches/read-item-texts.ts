import { decodePayload, ownTexts } from '@app/intake';
import { type InspectedBatch, type InspectedItem, InspectItems } from '@app/persistence';
import { Injectable } from '@nestjs/common';

/** An item with what was sent; null where retention has deleted it. */
export interface ShownItem extends InspectedItem {
  readonly text: string | null;
}

/** Puts items together with their original texts. */
@Injectable()
export class ReadItemTexts {
  constructor(private readonly items: InspectItems) {}

  /** The items of a batch with their texts. Each shard that has one of them is unpacked once. */
  async withTexts(batch: InspectedBatch, items: readonly InspectedItem[]): Promise<readonly ShownItem[]> {
    const shards = batch.timeline.filter(({ firstIndex, itemCount }) =>
      items.some(({ index }) => index >= firstIndex && index < firstIndex + itemCount),
    );
    const payloads = await this.items.payloads(
      batch,
      shards.map(({ shardNo }) => shardNo),
    );
    const texts = new Map<number, string>();
    for (const { shardNo, firstIndex, itemCount } of shards) {
      const payload = payloads.get(shardNo);
      if (payload === undefined) continue;
      const own = ownTexts(await decodePayload(payload), itemCount);
      for (const { index } of items) {
        const text = own[index - firstIndex];
        if (text !== undefined) texts.set(index, text);
      }
    }
    return items.map((item) => ({ ...item, text: texts.get(item.index) ?? null }));
  }
}
