/** How much of the service a partner may take at most; null is the deployment's default. */
export interface Allowances {
  /** Items that may wait undecided. */
  readonly itemQuota: number | null;
  readonly requestsPerMinute: number | null;
  /** Items of accepted batches. */
  readonly itemsPerMinute: number | null;
}

/** The deployment's defaults for everything. */
export const USUAL_ALLOWANCES: Allowances = {
  itemQuota: null,
  requestsPerMinute: null,
  itemsPerMinute: null,
};

/** The columns of `AllowancesRow`, of a partner `p`. */
export const ALLOWANCE_COLUMNS = 'p.item_quota, p.requests_per_minute, p.items_per_minute';

export interface AllowancesRow {
  readonly item_quota: number | null;
  readonly requests_per_minute: number | null;
  readonly items_per_minute: number | null;
}

export function allowancesOf(row: AllowancesRow): Allowances {
  return {
    itemQuota: row.item_quota,
    requestsPerMinute: row.requests_per_minute,
    itemsPerMinute: row.items_per_minute,
  };
}
