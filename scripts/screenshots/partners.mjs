import { randomBytes } from 'node:crypto';

/** Who sends what is shown, and how much of it: partners differ. */
const PARTNERS = [
  { name: 'Harbour Payments', clientId: 'harbour-payments', currency: 'GBP', share: 8 },
  { name: 'Cobalt Checkout', clientId: 'cobalt-checkout', currency: 'EUR', share: 5 },
  { name: 'Meadow Marketplace', clientId: 'meadow-marketplace', currency: 'GBP', share: 4 },
  { name: 'Lumen Point of Sale', clientId: 'lumen-pos', currency: 'USD', share: 2 },
  { name: 'Tally Invoicing', clientId: 'tally-invoicing', currency: 'GBP', share: 1 },
  // Only acted upon.
  { name: 'Orchard Retail', clientId: 'orchard-retail', currency: 'EUR', share: 0 },
];

/**
 * @typedef {object} ShownPartner
 * @property {string} name
 * @property {string} clientId
 * @property {string} clientSecret
 * @property {string} currency
 * @property {number} share of all that is sent, beside the others' shares
 */

/** @returns {ShownPartner[]} with fresh secrets */
export function shownPartners() {
  return PARTNERS.map((partner) => ({ ...partner, clientSecret: randomBytes(32).toString('base64url') }));
}
