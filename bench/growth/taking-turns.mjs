/**
 * Many partners as one: each sends the next batch in its turn, with its own token.
 * @param {readonly import('../stack/partner.mjs').Partner[]} partners
 * @returns {Pick<import('../stack/partner.mjs').Partner, 'submit'>}
 */
export function takingTurns(partners) {
  let sent = 0;
  return { submit: (kind, body) => partners[sent++ % partners.length].submit(kind, body) };
}
