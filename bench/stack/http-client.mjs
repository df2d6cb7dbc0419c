import http from 'node:http';

/** More than any row has in flight: a request never waits for a connection of the client. */
const MOST_CONNECTIONS = 512;

const agent = new http.Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });

/**
 * Sends one request over a kept connection and reads the whole answer.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string | number>, body?: Buffer | string }} [sent]
 * @returns {Promise<{ status: number, body: Buffer }>}
 * @throws when the connection breaks before an answer has come
 */
export function request(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = http.request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.once('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks) }));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Closes the kept connections: a server that is told to stop would wait for them. */
export function closeConnections() {
  agent.destroy();
}
