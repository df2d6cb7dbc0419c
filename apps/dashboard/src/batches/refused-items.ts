import { type DecidedState } from '@app/domain';
import { type InspectedBatch, InspectItems } from '@app/persistence';
import { Injectable } from '@nestjs/common';
import { ReadItemTexts } from './read-item-texts';

/** How many results are read at a time, however large the file is; of what was sent, one shard is in memory. */
const PIECE_ITEMS = 1_000;

/** The items of a batch in one state as a file: a JSON array of what was sent, to be corrected and sent again. */
@Injectable()
export class RefusedItems {
  constructor(
    private readonly items: InspectItems,
    private readonly texts: ReadItemTexts,
  ) {}

  /** JSON text in pieces; every item stands in a line of its own, as it was sent. */
  async *file(batch: InspectedBatch, state: DecidedState): AsyncGenerator<string> {
    let separator = '[\n';
    for (let from = 0; ;) {
      const found = await this.items.items(batch, state, from, PIECE_ITEMS);
      for await (const ofShard of this.texts.shardByShard(batch, found))
        for (const { text, problems } of ofShard) {
          if (text === null || problems.some(({ code }) => code === 'erased')) continue;
          yield separator + text;
          separator = ',\n';
        }
      const last = found.at(-1);
      if (last === undefined || found.length < PIECE_ITEMS) break;
      from = last.index + 1;
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  }
}
