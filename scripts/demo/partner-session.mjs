/**
 * The requests of a partner's integration: a token, a batch, its status document until all is decided.
 */
import { setTimeout as pause } from 'node:timers/promises';

const POLL_EVERY_MS = 100;

async function answerOf(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/**
 * Asks for a token, which later requests are sent with.
 * @param {string} api base URL
 * @param {{ client_id: string, client_secret: string }} credentials
 */
export async function openSession(api, { client_id, client_secret }) {
  const { access_token: token } = await answerOf(
    await fetch(`${api}/auth/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
    }),
  );
  const authorization = `Bearer ${token}`;
  return {
    /**
     * Submits a batch of partner clients.
     * @param {string} json
     * @returns {Promise<string>} the URI of its status document
     */
    async submit(json) {
      const headers = { authorization, 'content-type': 'application/json' };
      const accepted = await answerOf(
        await fetch(`${api}/api/v1/clients`, { method: 'POST', headers, body: json }),
      );
      return accepted.status_check_uri;
    },

    /**
     * Waits until every item of a batch has been decided.
     * @param {string} uri
     * @param {{ withinMs: number, onProgress?: (counts: { total: number, Pending: number }) => void }} options
     * @returns {Promise<{ counts: Record<string, number>, result: object[] }>} the status document
     */
    async decided(uri, { withinMs, onProgress = () => undefined }) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const document = await answerOf(await fetch(`${api}${uri}`, { headers: { authorization } }));
        onProgress(document.counts);
        if (document.status === 'Completed') return document;
        if (performance.now() > deadline) throw new Error(`not decided within ${withinMs / 1000} s`);
        await pause(POLL_EVERY_MS);
      }
    },
  };
}
