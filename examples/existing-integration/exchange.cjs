const http = require('node:http');
const https = require('node:https');

const TIMEOUT_MS = 60_000;

/**
 * One HTTP exchange.
 * @returns {Promise<{ status: number, headers: object, text: string }>} rejects when there was no whole answer
 */
function exchange(url, { method, headers, body }) {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const sending = request(url, { method, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    sending.setTimeout(TIMEOUT_MS, () =>
      sending.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

module.exports = { exchange };
