import { openRaw, type RawExchange } from '../../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { type AttackedService } from '../attacked-service';
import { ITEM, zipped } from '../bodies/body-case';
import { KINDS, ROUTES } from '../routes';
import { chunk, CHUNKED, request } from '../wire/wire-case';

const WITHIN_MS = 5_000;
const LONG = 'Content-Length: 1000000';

/** What has arrived of a body when its sender is gone. */
const ABORTED: readonly (readonly [name: string, fields: readonly string[], body: string])[] = [
  ['before its first byte', [LONG], ''],
  ['in the middle of an item', [LONG], `[${ITEM},{"partner_`],
  ['behind an item', [LONG], `[${ITEM},`],
  ['behind the whole array, but not its length', [LONG], `[${ITEM}]`],
  ['in the middle of a chunk', [CHUNKED], chunk(`[${ITEM}`, 1_000)],
  ['behind a chunk', [CHUNKED], chunk(`[${ITEM}]`)],
  [
    'in the middle of gzip',
    [LONG, 'Content-Encoding: gzip'],
    Buffer.from(zipped(`[${ITEM}]`)).toString('latin1'),
  ],
];

/** Senders that vanish in mid-body, by closing the connection and by resetting it. */
export function attackByLeaving(attacked: AttackedService): void {
  /** Requests that ended without a whole answer, as the service logs them. */
  const aborted = (): number =>
    attacked.service.logs().filter((line) => line.includes('"aborted":true')).length;

  /** A request whose body has begun, once the service has said that it waits for it. */
  async function held(path: string, fields: readonly string[], body: string): Promise<RawExchange> {
    const exchange = openRaw(attacked.port);
    const authorization = `Authorization: Bearer ${await attacked.partner.token()}`;
    const usual = ['Host: x', 'Content-Type: application/json', 'Expect: 100-continue', authorization];
    exchange.socket.write(request(`POST ${path} HTTP/1.1`, [...usual, ...fields], body), 'latin1');
    const isAwaited = (): boolean => exchange.received().startsWith('HTTP/1.1 100');
    expect(await waitUntil(isAwaited, { withinMs: WITHIN_MS })).toBe(true);
    return exchange;
  }

  describe.each(KINDS)('an upload that is aborted (%s)', (kind) => {
    for (const [name, fields, body] of ABORTED) {
      attacked.refuses(`${name} leaves nothing behind`, async () => {
        const before = aborted();
        (await held(ROUTES[kind], fields, body)).socket.resetAndDestroy();
        const closing = await held(ROUTES[kind], fields, body);
        closing.socket.destroy();
        expect(await waitUntil(() => aborted() >= before + 2, { withinMs: WITHIN_MS })).toBe(true);
      });
    }
    attacked.survives('has given back all the room for bodies', () => attacked.takesTheLargestBody());
  });
}
