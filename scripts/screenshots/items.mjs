/** Items as partners send them: nearly all of them good, some sent twice, some wrong in the ways in which items are. */

const ENTITY_TYPES = ['SoleTrader', 'LimitedCompany', 'LLC', 'LLP', 'Partnership', 'SoleProprietor'];
const RUN = Date.now().toString(36).toUpperCase();

let made = 0;
const below = (count) => Math.floor(Math.random() * count);
const digits = (count) => `${below(10 ** count)}`.padStart(count, '0');
const twoDigits = (number) => `${number}`.padStart(2, '0');
const day = () => `${2012 + below(13)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`;

export function client() {
  return {
    partner_client_id: `M-${RUN}-${++made}`,
    client_start_date: day(),
    entity_type: ENTITY_TYPES[below(ENTITY_TYPES.length)],
    other_identifiers: [
      { key: 'vat_number', values: [`GB${digits(9)}`] },
      { key: 'company_number', values: [digits(8)] },
    ],
  };
}

export function claim(currency) {
  const month = `2025-${twoDigits(1 + below(10))}`;
  const lastDay = new Date(Date.UTC(2025, Number(month.slice(5)), 0)).getUTCDate();
  return {
    unique_reference: `R-${RUN}-${++made}`,
    currency,
    time_period: {
      start_time: `${month}-01T00:00:00.000Z`,
      end_time: `${month}-${lastDay}T23:59:59.999Z`,
    },
    total_amount: Number(`${1 + below(99_999)}.${digits(2)}`),
    transaction_count: 1 + below(2000),
  };
}

/** What goes wrong, the frequent first. */
const MISTAKES = [
  ({ ...item }) => ({ ...item, entity_type: 'Ltd' }),
  ({ ...item }) => ({ ...item, entity_type: 'Ltd' }),
  ({ ...item }) => ({ ...item, client_start_date: '2025-02-30' }),
  ({ client_start_date, ...item }) => ({ ...item, start_date: client_start_date }),
  ({ ...item }) => ({ ...item, partner_client_id: '' }),
  ({ ...item }) => ({ ...item, client_start_date: null }),
];

/**
 * A batch of clients.
 * @param {number} size
 * @param {number} wrong share of items that fail
 * @param {readonly object[]} saved items that were sent before, some of which come again
 */
export function clients(size, wrong, saved) {
  const items = [];
  while (items.length < size) {
    const item = client();
    const dice = Math.random();
    if (dice < wrong) items.push(MISTAKES[below(MISTAKES.length)](item));
    else if (dice < wrong + 0.03 && saved.length > 0) items.push(saved[below(saved.length)]);
    else items.push(item);
    if (Math.random() < 0.002) items.push({ ...item, entity_type: 'LLP', client_start_date: day() });
  }
  return items.slice(0, size);
}
