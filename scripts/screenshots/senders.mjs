import { claim, client, clients } from './items.mjs';

const ROUTES = {
  clients: '/api/v1/clients',
  claims: '/api/v1/revenueClaims',
  'clients with claims': '/api/v1/clients/revenueClaims',
};

/** How many sent items each sender remembers, to send some of them again. */
const REMEMBERED = 500;
const MOST_AT_ONCE = 200;

/**
 * A partner's integration: sends batches of all kinds, each with a share of mistakes.
 * @typedef {Awaited<ReturnType<typeof openSender>>} Sender
 */

/**
 * @param {string} api base URL
 * @param {import('./partners.mjs').ShownPartner} partner
 */
export async function openSender(api, { clientId, clientSecret, currency, share }) {
  const post = async (path, headers, body) => {
    const answer = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { access_token: token } = await post(
    '/auth/v1/token',
    {},
    { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' },
  );
  const send = (route, items) => post(ROUTES[route], { authorization: `Bearer ${token}` }, items);
  let saved = [];

  return {
    clientId,
    share,
    /** @returns {Promise<string>} its status_check_id */
    async clients(size, wrong) {
      const items = clients(size, wrong, saved);
      const { status_check_id: id } = await send('clients', items);
      const good = items.filter(({ partner_client_id: key, entity_type: type }) => key && type !== 'Ltd');
      saved = [...good.slice(0, 50), ...saved].slice(0, REMEMBERED);
      return id;
    },
    /** Of clients that it has sent before; some belong to nobody. */
    claims(size) {
      const items = Array.from({ length: size }, (_, n) => ({
        ...claim(currency),
        partner_client_id: (n % 40 === 7 ? undefined : saved[n % saved.length]?.partner_client_id) ?? 'M-0',
      }));
      return send('claims', items);
    },
    /** Decided at once. */
    clientsWithClaims(size) {
      const items = Array.from({ length: Math.min(size, MOST_AT_ONCE) }, (_, n) => ({
        ...client(),
        revenue_claims: [{ ...claim(currency), ...(n % 30 === 11 && { currency: 'XXX' }) }],
      }));
      return send('clients with claims', items);
    },
  };
}
