import { type InnerRecords } from '../kinds/record-kind';
import { countedThings } from '../problems/counted';
import { jsonPointer, type Path, spelledOut } from '../problems/path';
import { type Problem } from '../problems/problem';
import { itemsInWords, NAMED_INDEXES } from './items-in-words';
import { type KeyedItem } from './keyed-item';
import { type SharedInnerKey } from './shared-inner-keys';

/** So many shared keys of one item are listed: an item may have a thousand, and so may every other. */
const LISTED_SHARED_KEYS = 10;

const REMEDY = 'send each claim in one item only';

/**
 * The problems of an item that shares inner keys with others (docs/contract.md section 3, step 3): one for each of the
 * first few keys, and one for all further ones.
 */
export function sharedKeyProblems(
  { member, kind }: InnerRecords,
  item: KeyedItem,
  shared: readonly SharedInnerKey[],
): Problem[] {
  const problems = shared.slice(0, LISTED_SHARED_KEYS).map(({ key, holders }) => {
    const at = holders.find((holder) => holder.item === item)?.at ?? 0;
    const others = holders.filter((holder) => holder.item.key !== item.key);
    const few = others.slice(0, NAMED_INDEXES).map((holder) => holder.item.index);
    const indexes = itemsInWords(few, others.length);
    return problem(
      [member, at, kind.keyMember],
      `${JSON.stringify(key)} is also in ${indexes} of the same request; ${REMEDY}`,
    );
  });
  const further = shared.length - problems.length;
  if (further > 0) {
    const keys = countedThings(further, 'more key');
    problems.push(problem([member], `has ${keys} in common with other items of the same request; ${REMEDY}`));
  }
  return problems;
}

function problem(path: Path, says: string): Problem {
  return { code: 'shared_claim_key', pointer: jsonPointer(path), detail: `${spelledOut(path)} ${says}` };
}
