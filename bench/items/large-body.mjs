import { clientBatches } from './batches.mjs';

/** As many items as a request may have. */
const ITEMS = 100_000;

/**
 * A body of exactly so many bytes, with as many items as are allowed; identifiers fill them up, and blanks the rest.
 * @param {number} bytes
 * @returns {Buffer}
 */
export function largeBody(bytes) {
  const [{ items, body }] = clientBatches(1, ITEMS);
  const spare = Math.floor((bytes - body.length) / ITEMS);
  const padding = 'x'.repeat(Math.max(0, spare - '"",'.length));
  for (const item of items) item.other_identifiers[0].values.push(padding);
  const text = JSON.stringify(items);
  return Buffer.from(`${text.slice(0, -1).padEnd(bytes - 1)}]`);
}
