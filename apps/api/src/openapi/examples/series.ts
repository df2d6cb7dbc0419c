import { type RoutePrefix, ROUTE_PREFIXES } from '../../http/route-prefixes';

/** Keys and ids of the examples under one prefix. Both prefixes are one service, so the keys under the other differ. */
export interface Series {
  readonly prefix: RoutePrefix;
  /** Key of the nth client. */
  readonly client: (n: number) => string;
  /** Key of the nth claim. */
  readonly claim: (n: number) => string;
  /** Id of the nth batch. */
  readonly batch: (n: number) => string;
  /** Entity tag of the nth batch once it is decided. */
  readonly entityTag: (n: number) => string;
  /** Where to read on in the nth batch. */
  readonly cursor: (n: number) => string;
  /** Key of an idempotent request. */
  readonly idempotencyKey: (what: string) => string;
}

export function seriesOf(prefix: RoutePrefix): Series {
  const hundreds = 1 + ROUTE_PREFIXES.indexOf(prefix);
  const number = (n: number): string => `${hundreds}${String(n).padStart(2, '0')}`;
  return {
    prefix,
    client: (n) => `M_${number(n)}`,
    claim: (n) => `M_${number(n)}-2025-01`,
    batch: (n) => `0194cafe-0000-7000-8000-000000000${number(n)}`,
    entityTag: (n) => `W/"5b1f7e0${number(n)}"`,
    cursor: (n) => `bmV4dA${number(n)}`,
    idempotencyKey: (what) => `${what}-${hundreds}`,
  };
}
