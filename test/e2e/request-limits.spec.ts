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

interface Limits {
  maxItems: number;
  maxBytes: number;
  maxDepth: number;
}

/** Without a word, and as an operator may set them. */
const CASES: [string, Limits, Record<string, string>][] = [
  ['by default', { maxItems: 100_000, maxBytes: 64 * MIB, maxDepth: 32 }, {}],
  [
    'as configured',
    { maxItems: 3, maxBytes: 2_000, maxDepth: 8 },
    { MAX_ITEMS: '3', MAX_BODY_BYTES: '2000', MAX_DEPTH: '8', RECEIVE_BUDGET_BYTES: '4000' },
  ],
];

describe.each(CASES)('the limits of a request %s', (_when, { maxItems, maxBytes, maxDepth }, env) => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0, env });
  });
  afterAll(() => service.stop());

  const post = (body: string | Bytes, headers: Record<string, string> = {}): Promise<Answer> =>
    service.partners[0].post('/api/v1/clients', body, headers);
  const chunked = async (body: Bytes): Promise<Answer> => {
    const authorization = `Bearer ${await service.partners[0].token()}`;
    const response = await fetch(`${service.apiUrl}/api/v1/clients`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    });
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
    [`${maxItems} items`, () => post(items(maxItems))],
    [`${maxItems} items in gzip`, () => post(zipped(items(maxItems)), GZIP)],
    [`${maxBytes} bytes`, () => post(padded(maxBytes))],
    [`${maxBytes} bytes of unknown length`, () => chunked(padded(maxBytes))],
    [`${maxBytes} inflated bytes`, () => post(zipped(padded(maxBytes)), GZIP)],
    [`${maxDepth} levels`, () => post(nested(maxDepth))],
  ])('allow %s', async (_what, request) => {
    const { batches } = await storedBy(service);
    expect((await request()).status).toBe(202);
    expect((await storedBy(service)).batches).toBe(batches + 1);
  });

  it.each<[string, ProblemName, () => Promise<Answer>]>([
    [`${maxItems + 1} items`, 'too-many-items', () => post(items(maxItems + 1))],
    [`${maxItems + 1} items in gzip`, 'too-many-items', () => post(zipped(items(maxItems + 1)), GZIP)],
    [`${maxBytes + 1} bytes`, 'too-many-bytes', () => post(padded(maxBytes + 1))],
    [`${maxBytes + 1} bytes of unknown length`, 'too-many-bytes', () => chunked(padded(maxBytes + 1))],
    [`${maxBytes + 1} inflated bytes`, 'too-many-bytes', () => post(zipped(padded(maxBytes + 1)), GZIP)],
    [`${maxDepth + 1} levels`, 'too-deep', () => post(nested(maxDepth + 1))],
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
