import { type BatchView } from '@app/persistence';
import { giveWay } from '../give-way';
import { cursorAt } from './cursor';
import { documentHead } from './document-head';
import { elements, type ElementSources } from './elements';
import { type Page } from './page';
import { type ShownItems, type ShownPart } from './shown-items';

/** Characters of one piece on its way to the reader. */
const PIECE_LENGTH = 128 * 1024;

/** A status document as JSON text in pieces; the sources of a part are asked for when its turn comes. */
export async function* documentText(
  batch: BatchView,
  page: Page,
  { parts, next }: ShownItems,
  sourcesOf: (part: ShownPart) => ElementSources | Promise<ElementSources>,
): AsyncGenerator<string> {
  let piece = documentHead(batch);
  if (page.limit === 0) {
    yield `${piece}}`;
    return;
  }
  // Before the elements, so that a caller who reads a stream knows early whether there is more.
  if (next !== undefined) piece += `,"next_cursor":"${cursorAt(next)}"`;
  piece += ',"result":[';
  let separator = '';
  for (const part of parts) {
    for (const element of elements(part, await sourcesOf(part), page)) {
      piece += separator + element;
      separator = ',';
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
      await giveWay();
    }
  }
  yield `${piece}]}`;
}
