import assert from 'node:assert/strict';
import { becomes } from './becomes.mjs';

const DECIDED_WITHIN_MS = 30_000;

/**
 * Sends a batch of clients as a partner does, and waits until the worker has decided it.
 * @returns {Promise<string>} what became of it
 */
export async function sendBatch(url, { client_id, client_secret }) {
  const json = { 'Content-Type': 'application/json' };
  const token = await answerOf(`${url}/auth/v1/token`, 200, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ client_id, client_secret, grant_type: 'client_credentials' }),
  });
  const headers = { ...json, Authorization: `Bearer ${token.access_token}` };
  const items = ['LLC', 'Bakery'].map((entity_type, index) => ({
    partner_client_id: `proof-${index}`,
    client_start_date: '2024-02-29',
    entity_type,
  }));
  const { status_check_uri } = await answerOf(`${url}/api/v1/clients`, 202, {
    method: 'POST',
    headers,
    body: JSON.stringify(items),
  });
  let document;
  await becomes(async () => {
    document = await answerOf(`${url}${status_check_uri}`, 200, { headers });
    return document.status === 'Completed';
  }, DECIDED_WITHIN_MS);
  const states = document.result.map(({ status }) => status.state);
  assert.deepEqual(states, ['Completed', 'Failed']);
  return `202, then ${document.status}: ${states.join(', ')}`;
}

async function answerOf(url, status, request) {
  const response = await fetch(url, request);
  const text = await response.text();
  assert.equal(response.status, status, text);
  return JSON.parse(text);
}
