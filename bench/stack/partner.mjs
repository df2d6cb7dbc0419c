import { request } from './http-client.mjs';

/** The routes by record kind, and what they answer with. */
const ROUTES = {
  clients: { path: '/api/v1/clients', status: 202 },
  'revenue-claims': { path: '/api/v1/revenueClaims', status: 202 },
  'clients-with-claims': { path: '/api/v1/clients/revenueClaims', status: 200 },
};

/**
 * A partner of the service, with its token.
 * @typedef {Awaited<ReturnType<typeof openPartner>>} Partner
 */

/**
 * Asks for a token and gives what the partner can do with it.
 * @param {string} api base URL
 * @param {{ clientId: string, clientSecret: string }} credentials
 * @param {(id: string) => void} onAccepted gets the status_check_id of every batch that is submitted
 */
export async function openPartner(api, { clientId, clientSecret }, onAccepted) {
  const { body, status } = await request(`${api}/auth/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    }),
  });
  if (status !== 200) throw new Error(`no token for ${clientId}: ${status} ${body}`);
  const authorization = `Bearer ${JSON.parse(body).access_token}`;
  const json = { authorization, 'content-type': 'application/json' };

  const post = (kind, text) =>
    request(`${api}${ROUTES[kind].path}`, { method: 'POST', headers: json, body: text });

  return {
    /** Posts a body, and gives the answer whatever it is. */
    post,
    /**
     * Posts a batch that must be taken.
     * @param {keyof typeof ROUTES} kind
     * @param {Buffer} text the body
     * @returns {Promise<string>} its status_check_id
     */
    async submit(kind, text) {
      const answer = await post(kind, text);
      if (answer.status !== ROUTES[kind].status) {
        throw new Error(`${kind} answered ${answer.status}: ${answer.body.toString('utf8', 0, 500)}`);
      }
      const id = idIn(answer.body);
      onAccepted(id);
      return id;
    },
    /**
     * The status document of a batch of clients, as bytes.
     * @param {string} id
     * @returns {Promise<Buffer>}
     */
    async document(id) {
      const answer = await request(`${api}/api/v1/clients/status/${id}`, { headers: { authorization } });
      if (answer.status !== 200) throw new Error(`the status of ${id} answered ${answer.status}`);
      return answer.body;
    },
  };
}

/** The id stands near the beginning: a whole document is not parsed for it, since that would load the client. */
const ID_WITHIN_BYTES = 100;

function idIn(body) {
  const [, id] = /"(?:status_check_)?id":"([^"]+)"/.exec(body.toString('utf8', 0, ID_WITHIN_BYTES)) ?? [];
  if (id === undefined) throw new Error('the answer has no id');
  return id;
}
