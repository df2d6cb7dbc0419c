const { exchange } = require('./exchange.cjs');
const { patiently } = require('./patience.cjs');

/**
 * Calls the lender's service with a token, which is asked for when there is none or the present one is no longer taken.
 * @returns {{ call: (method: string, path: string, options?: { items?: object[], key?: string }) => Promise<object> }}
 */
function openSession({ serviceUrl, clientId, clientSecret }) {
  let token = null;

  function send(method, path, headers, value) {
    const body = value === undefined ? undefined : JSON.stringify(value);
    const all = body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' };
    return patiently(() => exchange(serviceUrl + path, { method, headers: all, body }));
  }

  async function freshToken() {
    const credentials = {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    };
    const { status, text } = await send('POST', '/auth/v1/token', {}, credentials);
    if (status !== 200) throw new Error(`no token: ${status} ${text}`);
    return JSON.parse(text).access_token;
  }

  async function call(method, path, { items, key } = {}) {
    for (const renewed of [false, true]) {
      if (token === null || renewed) token = await freshToken();
      const headers = {
        Authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      };
      const { status, text } = await send(method, path, headers, items);
      if (status === 401 && !renewed) continue;
      if (status !== 200 && status !== 202)
        throw new Error(`${method} ${path} was answered ${status}: ${text}`);
      return JSON.parse(text);
    }
  }

  return { call };
}

module.exports = { openSession };
