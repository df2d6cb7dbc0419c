/**
 * The requests of a partner's integration: a token, a batch, its status document until all is decided.
 */
import { setTimeout as pause } from 'node:timers/promises';

const POLL_EVERY_MS = 100;

/**
 * @typedef {object} StatusDocument the part of it that the demo shows
 * @property {'Pending' | 'Completed'} status
 * @property {{ total: number, Pending: number } & Record<string, number>} counts
 * @property {{ data: unknown, status: { state: string, validation_errors: string[], problems: object[] } }[]} result
 */

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

  async function decided(url, { withinMs, onProgress }) {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const document = await answerOf(await fetch(url, { headers: { authorization } }));
      onProgress(document.counts);
      if (document.status === 'Completed') return document;
      if (performance.now() > deadline) throw new Error(`not decided within ${withinMs / 1000} s`);
      await pause(POLL_EVERY_MS);
    }
  }

  return {
    /**
     * Submits a batch and waits until every item has been decided; a synchronous route has decided them when it answers.
     * @param {string} route
     * @param {string} json
     * @param {object} options
     * @param {number} options.withinMs
     * @param {(answer: { status: number, milliseconds: number, where: string }) => void} options.onAnswer where:
     *   the status document, as its URL or, when it is the answer, its id
     * @param {(counts: StatusDocument['counts']) => void} options.onProgress each time that the status is asked for
     * @returns {Promise<StatusDocument>}
     */
    async submit(route, json, { withinMs, onAnswer, onProgress }) {
      const headers = { authorization, 'content-type': 'application/json' };
      const since = performance.now();
      const response = await fetch(`${api}${route}`, { method: 'POST', headers, body: json });
      const answer = await answerOf(response);
      const milliseconds = Math.round(performance.now() - since);
      const statusUrl =
        answer.status_check_uri === undefined ? undefined : `${api}${answer.status_check_uri}`;
      onAnswer({
        status: response.status,
        milliseconds,
        where: statusUrl ?? `the status document ${answer.id}`,
      });
      return statusUrl === undefined ? answer : decided(statusUrl, { withinMs, onProgress });
    },
  };
}
