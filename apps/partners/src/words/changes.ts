import { type PartnerFacts } from '@app/persistence';
import { limitInWords } from './allowances';

/** Facts, and what programs call them. */
const FACTS = [
  ['name', 'name'],
  ['currency', 'currency'],
  ['status', 'status'],
  ['itemQuota', 'item_quota'],
  ['requestsPerMinute', 'requests_per_minute'],
  ['itemsPerMinute', 'items_per_minute'],
] as const;

/** A fact that is no longer what it was. */
export interface Change {
  /** Its name for programs. */
  readonly member: (typeof FACTS)[number][1];
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** What limits are called for people, as wide as the longest. */
const LIMITS: Partial<Record<Change['member'], string>> = {
  item_quota: 'quota',
  requests_per_minute: 'requests/min',
  items_per_minute: 'items/min',
};
const LABEL_WIDTH = 12;

/** What of `wanted` is different now. */
export function changesBetween(now: PartnerFacts, wanted: Partial<PartnerFacts>): Change[] {
  return FACTS.flatMap(([fact, member]) => {
    const [from, to] = [now[fact], wanted[fact]];
    return to === undefined || to === from ? [] : [{ member, from, to }];
  });
}

/** One line: "  currency      GBP → EUR". */
export function changeInWords({ member, from, to }: Change): string {
  const limit = LIMITS[member];
  const inWords = (value: Change['from']): string =>
    typeof value === 'string' ? value : limitInWords(value);
  return `  ${(limit ?? member).padEnd(LABEL_WIDTH)}  ${inWords(from)} → ${inWords(to)}`;
}
