import { type ShardHeader } from './shard-text';

/** What stands in the place of an item that was erased: a JSON value, so that documents are read and written as ever. */
const TOMBSTONE = 'null';

/** A payload's text with some items erased, and the indexes of these items. */
export interface ErasedLines {
  readonly text: string;
  readonly indexes: readonly number[];
}

/**
 * Erases items from a payload's text, whether they are the shard's own or copies (shard-text.ts has the form). The header stays, which has
 * nothing but indexes.
 */
export function eraseLines(
  text: string,
  firstIndex: number,
  itemCount: number,
  isToErase: (item: string) => boolean,
): ErasedLines {
  const [header = '{}', ...items] = text.split('\n');
  const { copies = [] } = JSON.parse(header) as ShardHeader;
  const indexes: number[] = [];
  const left = items.map((item, position) => {
    if (!isToErase(item)) return item;
    const index = position < itemCount ? firstIndex + position : copies[position - itemCount];
    if (index !== undefined) indexes.push(index);
    return TOMBSTONE;
  });
  return { text: [header, ...left].join('\n'), indexes };
}
