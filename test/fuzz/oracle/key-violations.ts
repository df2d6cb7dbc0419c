import { keyRules } from '../../../libs/domain/src/testing/plain-rules';
import { isJsonObject } from '../../../libs/domain/src/validation/json-object';
import { type StatusDocument } from '../../support/status-document';
import { hasRepeatedMember } from '../json/json-tokens';
import { valueText } from '../json/value-text';

type Status = StatusDocument['result'][number]['status'];

/**
 * Holds the states of a decided batch to the first two steps of docs/contract.md section 3, with nothing of the service in it: items
 * without a usable key, and items of one key.
 * @param items as they were sent
 * @param keyMember the member that has the key of this kind
 */
export function keyViolations(
  items: readonly string[],
  statuses: readonly Status[],
  keyMember: string,
): string[] {
  const keys = items.map((item) => usableKey(item, keyMember));
  const byKey = new Map<string, number[]>();
  for (const [index, key] of keys.entries()) {
    const indexes = byKey.get(key ?? '');
    if (indexes !== undefined) indexes.push(index);
    else if (key !== null) byKey.set(key, [index]);
  }
  return statuses.flatMap((status, index) => {
    const key = keys[index] ?? null;
    const expected = key === null ? 'Failed' : expectedAmong(items, byKey.get(key) ?? [], index);
    const found = told(status);
    const isAsExpected = expected === null ? !isAboutThisRequest(found) : found === expected;
    return isAsExpected ? [] : [`item ${index} is ${found} and not ${expected ?? 'judged by itself'}`];
  });
}

/** What must become of an item among those of its key; null where that is for later steps. */
function expectedAmong(items: readonly string[], indexes: readonly number[], index: number): string | null {
  const [first] = indexes;
  if (indexes.length === 1 || first === undefined) return null;
  const values = new Set(indexes.map((one) => valueText(items[one] ?? '')));
  if (values.size > 1) return 'Conflict by key';
  return index === first ? null : `Duplicate of ${first}`;
}

function isAboutThisRequest(found: string): boolean {
  return found === 'Conflict by key' || found.startsWith('Duplicate of');
}

/** The state, with the item of the same request that it is about. */
function told({ state, problems }: Status): string {
  if (state === 'Conflict') {
    return problems.some(({ code }) => code === 'conflicting_items')
      ? 'Conflict by key'
      : 'Conflict by claims';
  }
  const earlier = problems[0]?.duplicate_of;
  const isOfRequest = state === 'Duplicate' && earlier?.status_check_id === undefined;
  return isOfRequest ? `Duplicate of ${earlier?.index ?? 'nothing'}` : state;
}

/** The key of an item, or null where it takes no part in what goes by keys. */
function usableKey(item: string, keyMember: string): string | null {
  const value: unknown = JSON.parse(item);
  if (!isJsonObject(value) || hasRepeatedMember(item)) return null;
  const key = Object.hasOwn(value, keyMember) ? value[keyMember] : undefined;
  const rules = Object.values(keyRules('key', () => [key]));
  return typeof key === 'string' && rules.every((holds) => holds(value).every(Boolean)) ? key : null;
}
