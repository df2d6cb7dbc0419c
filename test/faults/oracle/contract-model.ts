import { type Kind } from './ledger';

/**
 * The contract in plain words (docs/contract.md section 3), for the items that the rig makes: written from the contract, and with nothing
 * of the service in it. What depends on which of several requests comes first stays open: of those who contend for a key exactly one
 * wins.
 */
export type Expected = 'Conflict' | 'Duplicate' | 'Failed' | { readonly contendsFor: string };

/** What is known of an item's meaning: more than this the rig does not send. */
interface Item {
  readonly partner_client_id?: unknown;
  readonly unique_reference?: unknown;
  readonly entity_type?: unknown;
  readonly currency?: unknown;
  readonly revenue_claims?: readonly Item[];
}

const ENTITY_TYPES = new Set(['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor']);

/** What a request's items are judged by beside themselves. */
export interface Circumstances {
  /** The currency agreed with the partner. */
  readonly currency: string;
  /** Whether a client with this key was saved for the partner before. */
  readonly isClientSaved: (key: string) => boolean;
}

/** What must become of each item of a request, in their order. */
export function expectedStates(
  kind: Kind,
  items: readonly unknown[],
  circumstances: Circumstances,
): Expected[] {
  const all = items as readonly Item[];
  const keys = all.map((item) => keyOf(kind, item));
  const texts = all.map(sortedText);
  const byKey = indexesBy(keys);
  const claimsConflict =
    kind === 'clients-with-claims' ? sharesClaims(all, keys, texts) : (): boolean => false;
  return all.map((item, index) => {
    const key = keys[index];
    if (key === undefined) return 'Failed';
    const same = byKey.get(key) ?? [];
    if (same.some((other) => texts[other] !== texts[index])) return 'Conflict';
    if (same[0] !== index) return 'Duplicate';
    if (claimsConflict(index)) return 'Conflict';
    return isValid(kind, item, circumstances) ? { contendsFor: key } : 'Failed';
  });
}

/** The item's key, if it is usable: step 1. */
function keyOf(kind: Kind, item: Item): string | undefined {
  const key = kind === 'revenue-claims' ? item.unique_reference : item.partner_client_id;
  const isUsable =
    typeof key === 'string' && key !== '' && key.trim() === key && Array.from(key).length <= 100;
  return isUsable ? key : undefined;
}

/** Equal texts for equal JSON values: members in one order. */
function sortedText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function indexesBy(keys: readonly (string | undefined)[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  keys.forEach((key, index) => {
    if (key !== undefined) indexes.set(key, [...(indexes.get(key) ?? []), index]);
  });
  return indexes;
}

/** Step 3: whether an item has a claim key that another item has, too, which is not its duplicate. */
function sharesClaims(
  items: readonly Item[],
  keys: readonly (string | undefined)[],
  texts: readonly string[],
): (index: number) => boolean {
  const holders = new Map<unknown, Set<string>>();
  items.forEach((item, index) => {
    if (keys[index] === undefined) return;
    for (const { unique_reference: claimKey } of item.revenue_claims ?? []) {
      holders.set(claimKey, (holders.get(claimKey) ?? new Set()).add(texts[index] ?? ''));
    }
  });
  return (index) =>
    (items[index]?.revenue_claims ?? []).some(
      (claim) => (holders.get(claim.unique_reference)?.size ?? 0) > 1,
    );
}

/** Steps 4 and 6, as far as the rig's items go. */
function isValid(kind: Kind, item: Item, { currency, isClientSaved }: Circumstances): boolean {
  if (kind === 'revenue-claims') {
    return item.currency === currency && isClientSaved(String(item.partner_client_id));
  }
  return (
    ENTITY_TYPES.has(String(item.entity_type)) &&
    (item.revenue_claims ?? []).every((claim) => claim.currency === currency)
  );
}
