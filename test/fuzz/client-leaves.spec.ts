import { randomBytes } from 'node:crypto';
import { openRaw } from '../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { client } from '../support/clients';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';

/** As many as make a document that no socket takes at once, also compressed. */
const ITEMS = 10_000;
const VALUE_BYTES = 300;

describe('a client that leaves in the middle of a document', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
  });
  afterAll(() => service.stop());

  it.each(['gzip', 'identity'])('as %s is logged as gone, and as no error', async (coding) => {
    const [partner] = service.partners;
    const items = Array.from({ length: ITEMS }, (_, index) =>
      client(`${coding}-${index}`, {
        other_identifiers: [{ key: 'noise', values: [randomBytes(VALUE_BYTES).toString('base64')] }],
      }),
    );
    const { status_check_uri: uri } = await partner.submitClients(items);
    const fields = [`GET ${uri} HTTP/1.1`, 'Host: x', `Accept-Encoding: ${coding}`];
    const leaving = openRaw(Number(new URL(service.apiUrl).port));
    leaving.socket.once('data', () => leaving.socket.resetAndDestroy());
    leaving.socket.write([...fields, `Authorization: Bearer ${await partner.token()}`, '', ''].join('\r\n'));
    await leaving.closed;

    const isGone = (line: string): boolean => line.includes(uri) && line.includes('"aborted":true');
    expect(await waitUntil(() => service.logs().some(isGone), { withinMs: SOON_MS })).toBe(true);
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});
