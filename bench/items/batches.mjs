import { randomBytes } from 'node:crypto';
import { randomNumbers } from './random.mjs';

/** Keys of different runs differ, so that a run may use a database that another one has filled. */
const RUN = randomBytes(3).toString('hex');
const SEED = 20_250_131;

const ENTITY_TYPES = ['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'];

const random = randomNumbers(SEED);
const digits = (count) => `${random(10 ** count)}`.padStart(count, '0');
const between = (from, to, width) => `${from + random(to - from + 1)}`.padStart(width, '0');
let made = 0;

/** A valid partner client of about 250 bytes, whose values are as varied as real ones: they compress no better. */
function client() {
  return {
    partner_client_id: `M_${RUN}_${++made}`,
    client_start_date: `${between(2005, 2024, 4)}-${between(1, 12, 2)}-${between(1, 28, 2)}`,
    entity_type: ENTITY_TYPES[random(ENTITY_TYPES.length)],
    other_identifiers: [
      { key: 'vat_number', values: [`GB${digits(9)}`, `GB${digits(9)}`] },
      { key: 'company_number', values: [digits(8)] },
    ],
  };
}

function claim() {
  const period = `${between(2020, 2024, 4)}-${between(1, 12, 2)}`;
  return {
    unique_reference: `R_${RUN}_${++made}`,
    currency: 'GBP',
    time_period: {
      start_time: `${period}-01T00:00:00.000Z`,
      end_time: `${period}-${lastDayOf(period)}T23:59:59.999Z`,
    },
    total_amount: Number(`${between(1, 99_999, 1)}.${digits(2)}`),
    transaction_count: 1 + random(2000),
  };
}

function lastDayOf(period) {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @returns {import('../stack/contestant.mjs').Batch} */
export function batchOf(items) {
  return { items, body: Buffer.from(JSON.stringify(items)) };
}

function batches(count, size, item) {
  return Array.from({ length: count }, () => batchOf(Array.from({ length: size }, item)));
}

/**
 * Batches of partner clients that nobody has sent before.
 * @param {number} count
 * @param {number} size items of each
 */
export function clientBatches(count, size) {
  return batches(count, size, client);
}

/**
 * Batches of revenue claims that nobody has sent before.
 * @param {number} count
 * @param {number} size
 * @param {readonly string[]} clientIds saved clients, which they belong to in turn
 */
export function claimBatches(count, size, clientIds) {
  return batches(count, size, () => {
    const { unique_reference, ...rest } = claim();
    return { unique_reference, partner_client_id: clientIds[made % clientIds.length], ...rest };
  });
}

/**
 * Batches of partner clients with one claim each.
 * @param {number} count
 * @param {number} size
 */
export function clientWithClaimBatches(count, size) {
  return batches(count, size, () => ({ ...client(), revenue_claims: [claim()] }));
}
