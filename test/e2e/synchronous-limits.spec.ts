import { gzipSync } from 'node:zlib';
import { type Answer } from '../support/http';
import { expectProblem, type ProblemName } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored, storedBy } from '../support/stored';
import { SYNCHRONOUS } from '../support/synchronous-request';

const MIB = 1024 ** 2;
const GZIP = { 'content-encoding': 'gzip' };
type Bytes = Uint8Array<ArrayBuffer>;

const zipped = (body: string | Bytes): Bytes => new Uint8Array(gzipSync(body, { level: 1 }));
const items = (count: number): string => `[${Array(count).fill('{}').join()}]`;
/** One item and white space, so many bytes in all. */
const padded = (length: number): Bytes => new Uint8Array(Buffer.alloc(length, ' ').fill('[{}]', 0, 4));

const MAX_ITEMS = 1_000;
const MAX_BYTES = 8 * MIB;

describe('the limits of the synchronous route, where nothing is configured', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
  });
  afterAll(() => service.stop());

  const post = (path: string, body: string | Bytes, headers: Record<string, string> = {}): Promise<Answer> =>
    service.partners[0].post(path, body, headers);

  /** What is just allowed, and what is just too much, as text or bytes that gzip may shrink. */
  const LIMITS: [string, string | Bytes, string | Bytes, ProblemName][] = [
    [`${MAX_ITEMS} items`, items(MAX_ITEMS), items(MAX_ITEMS + 1), 'too-many-items'],
    [`${MAX_BYTES} bytes`, padded(MAX_BYTES), padded(MAX_BYTES + 1), 'too-many-bytes'],
  ];

  it.each(LIMITS)('are %s, inflated or not', async (_what, most, tooMuch, name) => {
    const { batches } = await storedBy(service);
    expect((await post(SYNCHRONOUS, most)).status).toBe(200);
    expect((await post(SYNCHRONOUS, zipped(most), GZIP)).status).toBe(200);
    expect((await storedBy(service)).batches).toBe(batches + 2);
    await expectNothingStored(service, async () => {
      expectProblem(await post(SYNCHRONOUS, tooMuch), name);
      expectProblem(await post('/data/v1/Clients/RevenueClaims', zipped(tooMuch), GZIP), name);
    });
  });

  it.each(LIMITS)(
    'are not those of the asynchronous routes, which take more than %s',
    async (_what, _most, more) => {
      for (const path of ['/api/v1/clients', '/api/v1/revenueClaims']) {
        expect((await post(path, more)).status).toBe(202);
      }
    },
  );
});
