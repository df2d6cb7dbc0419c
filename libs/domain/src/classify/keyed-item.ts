import { isUsableKey } from '../items/key';
import { type SubmittedItem } from '../items/item';
import { readLossless } from '../json/lossless-reader';
import { type RecordKind } from '../kinds/record-kind';
import { found } from '../problems/found';
import { type Path, spelledOut } from '../problems/path';
import { type Violation } from '../problems/violation';
import { isJsonObject, type UntrustedObject } from '../validation/json-object';
import { violationsOf } from '../validation/violations';

/** An item with a usable key, which steps 2 and 4 go on with. */
export interface KeyedItem {
  readonly index: number;
  readonly text: string;
  readonly key: string;
  readonly object: UntrustedObject;
}

/**
 * Step 1 of docs/contract.md section 3: the item with its key, or everything that is wrong with an item without a
 * usable one. An object whose key is not usable is judged by all rules, so that its sender learns of all of them at
 * once. Needs a rule context.
 */
export function keyedItem(kind: RecordKind, item: SubmittedItem): KeyedItem | readonly Violation[] {
  const repeated = item.suspect ? readLossless(item.text).repeatedMember : undefined;
  if (repeated !== undefined) return [ambiguity(repeated)];
  const object = kind.read(item.text);
  if (!isJsonObject(object)) {
    return [{ code: 'not_an_object', path: [], says: `must be a JSON object; ${found(object)}` }];
  }
  const key = object[kind.keyMember];
  if (!isUsableKey(key)) return violationsOf(kind.dto, object);
  return { index: item.index, text: item.text, key, object };
}

/** So many characters of a path are told: an item's names and its nesting are its sender's to choose. */
const TOLD_PATH_CHARACTERS = 200;

function ambiguity(path: Path): Violation {
  if (spelledOut(path).length > TOLD_PATH_CHARACTERS) {
    const says =
      'must not repeat a member name in an object; found one repeated whose path is too long to tell';
    return { code: 'repeated_member', path: [], says };
  }
  return { code: 'repeated_member', path, says: 'must occur only once in its object; found it again' };
}
