import { gzipSync } from 'node:zlib';
import { type Answer } from '../support/http';
import { peakMemoryMb } from '../../bench/measure/peak-memory.mjs';
import { expectProblem, type ProblemName } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored, storedBy } from '../support/stored';

const MIB = 1024 ** 2;
const GZIP = { 'content-encoding': 'gzip' };
type Bytes = Uint8Array<ArrayBuffer>;

const zipped = (body: string | Bytes): Bytes => new Uint8Array(gzipSync(body, { level: 1 }));
/** As many empty items. */
const items = (count: number): string => `[${Array(count).fill('{}').join()}]`;
/** One item and white space, so many bytes in all. */
const padded = (length: number): Bytes => new Uint8Array(Buffer.alloc(length, ' ').fill('[{}]', 0, 4));

const MAX_ITEMS = 100_000;
const MAX_BYTES = 64 * MIB;
const MAX_DEPTH = 32;

describe('the limits of a request, where nothing is configured', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
  });
  afterAll(() => service.stop());

  const post = (body: string | Bytes, headers: Record<string, string> = {}): Promise<Answer> =>
    service.partners[0].post('/api/v1/clients', body, headers);
  const chunked = async (body: Bytes): Promise<Answer> => {
    const authorization = `Bearer ${await service.partners[0].token()}`;
    // TypeScript's own idea of fetch, that of browsers, does not know `duplex`.
    const sent: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    };
    const response = await fetch(`${service.apiUrl}/api/v1/clients`, sent);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  };

  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it.each<[string, () => Promise<Answer>]>([
    [`${MAX_ITEMS} items`, () => post(items(MAX_ITEMS))],
    [`${MAX_ITEMS} items in gzip`, () => post(zipped(items(MAX_ITEMS)), GZIP)],
    [`${MAX_BYTES} bytes`, () => post(padded(MAX_BYTES))],
    [`${MAX_BYTES} bytes of unknown length`, () => chunked(padded(MAX_BYTES))],
    [`${MAX_BYTES} inflated bytes`, () => post(zipped(padded(MAX_BYTES)), GZIP)],
    [`${MAX_DEPTH} levels`, () => post(nested(MAX_DEPTH))],
  ])('allow %s', async (_what, request) => {
    const { batches } = await storedBy(service);
    expect((await request()).status).toBe(202);
    expect((await storedBy(service)).batches).toBe(batches + 1);
  });

  it.each<[string, ProblemName, () => Promise<Answer>]>([
    [`${MAX_ITEMS + 1} items`, 'too-many-items', () => post(items(MAX_ITEMS + 1))],
    [`${MAX_ITEMS + 1} items in gzip`, 'too-many-items', () => post(zipped(items(MAX_ITEMS + 1)), GZIP)],
    [`${MAX_BYTES + 1} bytes`, 'too-many-bytes', () => post(padded(MAX_BYTES + 1))],
    [`${MAX_BYTES + 1} bytes of unknown length`, 'too-many-bytes', () => chunked(padded(MAX_BYTES + 1))],
    [`${MAX_BYTES + 1} inflated bytes`, 'too-many-bytes', () => post(zipped(padded(MAX_BYTES + 1)), GZIP)],
    [`${MAX_DEPTH + 1} levels`, 'too-deep', () => post(nested(MAX_DEPTH + 1))],
  ])('do not allow %s: %s', async (_what, name, request) => {
    await expectNothingStored(service, async () => {
      expectProblem(await request(), name);
    });
  });

  it('end a gzip bomb of a gigabyte long before it has unfolded', async () => {
    const bomb = new Uint8Array(Buffer.concat(Array<Bytes>(64).fill(zipped(new Uint8Array(16 * MIB)))));
    await expectNothingStored(service, async () => {
      expectProblem(await post(bomb, GZIP), 'too-many-bytes');
    });
    expect(peakMemoryMb(service.pids.api)).toBeLessThan(400);
  });
});
