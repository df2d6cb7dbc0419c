/**
 * From so many rows on they are written with COPY, below it with one INSERT from JSON: the extra round trips of COPY, its look-up and its
 * savepoint, cost a small shard more than COPY's speed gains.
 */
export const COPY_AT_LEAST_ITEMS = 500;
