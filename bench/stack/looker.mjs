import { URLSearchParams } from 'node:url';
import { request } from './http-client.mjs';

/**
 * Somebody who looks at the dashboard, with a session.
 * @typedef {Awaited<ReturnType<typeof logIn>>} Looker
 */

/** @param {{ url: string, name: string, password: string }} dashboard */
export async function logIn({ url, name, password }) {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ name, password, to: '/' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 303 || cookie === undefined) throw new Error(`the login answered ${answer.status}`);
  const headers = { cookie, accept: 'text/html' };
  return {
    /** Asks for a page that must be there. @param {string} path @returns {Promise<string>} */
    async page(path) {
      const { status, body } = await request(`${url}${path}`, { headers });
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      return body.toString('utf8');
    },
    /** Holds the overview's stream of events open until the signal. @param {AbortSignal} signal @returns {Promise<number>} bytes that came */
    async holdEvents(signal) {
      let bytes = 0;
      try {
        const { body } = await fetch(`${url}/events`, { headers, signal });
        for await (const piece of body) bytes += piece.length;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      return bytes;
    },
  };
}
