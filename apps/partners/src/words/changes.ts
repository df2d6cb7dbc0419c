import { type PartnerFacts } from '@app/persistence';
import { quotaInWords } from './quota';

/** A fact that is no longer what it was. */
export interface Change {
  /** Its name for programs. */
  readonly member: 'name' | 'currency' | 'status' | 'item_quota';
  readonly from: string | number | null;
  readonly to: string | number | null;
}

const FACTS = [
  ['name', 'name'],
  ['currency', 'currency'],
  ['status', 'status'],
  ['itemQuota', 'item_quota'],
] as const;

/** What of `wanted` is different now. */
export function changesBetween(now: PartnerFacts, wanted: Partial<PartnerFacts>): Change[] {
  return FACTS.flatMap(([fact, member]) => {
    const [from, to] = [now[fact], wanted[fact]];
    return to === undefined || to === from ? [] : [{ member, from, to }];
  });
}

/** One line: "  currency  GBP → EUR". */
export function changeInWords({ member, from, to }: Change): string {
  const [label, before, after] =
    member === 'item_quota' ? ['quota', inWords(from), inWords(to)] : [member, from, to];
  return `  ${label.padEnd(8)}  ${before} → ${after}`;
}

function inWords(quota: Change['from']): string {
  return quotaInWords(typeof quota === 'number' ? quota : null);
}
