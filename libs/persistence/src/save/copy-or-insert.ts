/**
 * From so many rows on, COPY is cheaper than one INSERT from JSON: below it, the extra round trips of COPY cost more than its
 * speed gains (docs/architecture.md, "Saving").
 */
export const COPY_FROM_ITEMS = 500;
