import { decide, type ItemEvent } from '../items/item-state';
import { type Candidate, type ItemResult, type SubmittedItem } from '../items/item';
import { type InnerRecords, type RecordKind } from '../kinds/record-kind';
import { type Problem } from '../problems/problem';
import { problemsOf, type Violation } from '../problems/violation';
import { compiledRules } from '../validation/compiled-rules';
import { type RuleContext, withRuleContext } from '../validation/rule-context';
import { violationsOf } from '../validation/violations';
import { Guard, type Watch } from './guard';
import { type KeyedItem, keyedItem } from './keyed-item';
import { Pace } from './pace';
import { allEqual, conflictingItems, equalItem } from './same-key';
import { type SharedInnerKey, sharedInnerKeys } from './shared-inner-keys';
import { sharedKeyProblems } from './shared-key-problems';

/** What the items alone tell: the decided ones, and those whose fate depends on what is saved. */
export interface Classified {
  /** Items that are `Failed`, `Duplicate` or `Conflict`. */
  readonly results: ItemResult[];
  /** All others, in the order submitted. Their keys are distinct. */
  readonly candidates: Candidate[];
}

/**
 * Steps 1 to 4 of docs/contract.md section 3. Every item given comes out once, as a result or as a candidate.
 *
 * Yields every few hundred items, so that the caller can let the event loop breathe:
 * `for (;;) { const step = classifying.next(); if (step.done) return step.value; await breath(); }`
 *
 * @param items distinct by index, ascending; among them all items of the request that share a key with one of them, and
 *   for a kind with inner records all items of the request
 * @param watch is told before an item is looked at, and of each that makes a step throw: it is `Failed` as unprocessable, takes no part in
 *   the steps behind that one, and harms no other. Without a watch the error is thrown on
 */
export function* classify(
  kind: RecordKind,
  items: readonly SubmittedItem[],
  context: RuleContext,
  watch?: Watch,
): Generator<void, Classified> {
  const classified: Classified = { results: [], candidates: [] };
  const byKey: ItemsByKey = new Map();
  const pace = new Pace();
  const guard = new Guard(classified.results, watch);

  for (const item of items) {
    const problems = guard.look(item, () =>
      withRuleContext(context, () => readKey(kind, item, byKey, classified)),
    );
    if (pace.breathAfter(item.text, Math.max(1, problems ?? 1))) yield;
  }

  const { inner } = kind;
  const shared = inner && (yield* sharedInnerKeys(inner, byKey.values(), pace, guard));

  for (const sameKey of byKey.values()) {
    const first =
      sameKey.length === 1
        ? guard.remaining(sameKey)[0]
        : yield* decideTogether(kind, sameKey, pace, classified, guard);
    if (first === undefined) continue;
    const innerKeys = shared?.get(first);
    const problems = guard.look(first, () =>
      inner && innerKeys
        ? sharing(inner, first, innerKeys, classified)
        : withRuleContext(context, () => judge(kind, first, classified)),
    );
    if (pace.breathAfter(first.text, Math.max(1, problems ?? 1))) yield;
  }
  return classified;
}

/** The items of each key, at least one, in the order submitted. */
type ItemsByKey = Map<string, KeyedItem[]>;

function isKeyed(read: KeyedItem | readonly Violation[]): read is KeyedItem {
  return 'key' in read;
}

/** Step 1. Returns the number of problems. Needs a rule context. */
function readKey(kind: RecordKind, item: SubmittedItem, byKey: ItemsByKey, { results }: Classified): number {
  const read = keyedItem(kind, item);
  if (!isKeyed(read)) {
    results.push(result(item.index, null, 'unusable-key', problemsOf(read)));
    return read.length;
  }
  const sameKey = byKey.get(read.key);
  if (sameKey === undefined) byKey.set(read.key, [read]);
  else sameKey.push(read);
  return 0;
}

/** Step 2: decides all items that share a key but the first, or all of them. Returns the one that goes on. */
function* decideTogether(
  kind: RecordKind,
  sameKey: readonly KeyedItem[],
  pace: Pace,
  { results }: Classified,
  guard: Guard,
): Generator<undefined, KeyedItem | undefined> {
  const equal = yield* allEqual(sameKey, pace, guard);
  const compared = guard.remaining(sameKey);
  const [first, ...others] = compared;
  if (first === undefined) return undefined;
  for (const item of equal ? others : compared) {
    guard.look(item, () =>
      results.push(
        equal
          ? result(item.index, item.key, 'equals-earlier-item', [equalItem(first)])
          : result(item.index, item.key, 'differs-from-same-key', [
              conflictingItems(kind.keyMember, item, compared),
            ]),
      ),
    );
  }
  return equal ? first : undefined;
}

/** Step 3. Returns the number of problems. */
function sharing(
  inner: InnerRecords,
  item: KeyedItem,
  innerKeys: readonly SharedInnerKey[],
  { results }: Classified,
): number {
  const problems = sharedKeyProblems(inner, item, innerKeys);
  results.push(result(item.index, item.key, 'shares-claim-key', problems));
  return problems.length;
}

/** Step 4: the rules. Returns the number of problems. Needs a rule context. */
function judge(
  kind: RecordKind,
  { index, key, object }: KeyedItem,
  { results, candidates }: Classified,
): number {
  if (compiledRules(kind.dto).accept(object)) {
    const inner = kind.inner && { inner: kind.inner.toRecords(object) };
    candidates.push({ index, key, row: kind.toRow(object), ...inner });
    return 0;
  }
  const problems = problemsOf(violationsOf(kind.dto, object));
  results.push(result(index, key, 'violates-rules', problems));
  return problems.length;
}

function result(
  index: number,
  key: string | null,
  event: ItemEvent,
  problems: readonly Problem[],
): ItemResult {
  return { index, key, state: decide(event), problems };
}
