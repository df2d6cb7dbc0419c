import { clientWith } from '../support/claims';
import { type Answer } from '../support/http';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Partner } from '../support/partner';
import { expectProblem } from '../support/problems';
import { type Service, startService } from '../support/service';
import { expectNothingStored, storedBy } from '../support/stored';
import { type StatusDocument } from '../support/status-document';
import { HOLD_CLAIMS, SYNCHRONOUS } from '../support/synchronous-request';

const WAIT_MS = 1_500;

describe('the synchronous route, with an Idempotency-Key', () => {
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    service = await startService({ env: { IDEMPOTENCY_WAIT_MS: `${WAIT_MS}` } });
    [partner] = service.partners;
    await Promise.all(service.partners.map((one) => one.token()));
  });
  afterAll(() => service.stop());

  const post = (key: string, body: unknown, path = SYNCHRONOUS): Promise<Answer> =>
    partner.post(path, body, { 'idempotency-key': key });

  /** Expects that `work` ends with exactly one batch more than before. */
  async function expectOneBatch(work: () => Promise<unknown>): Promise<void> {
    const before = await storedBy(service);
    await work();
    const after = await storedBy(service);
    expect([after.batches - before.batches, after.keys - before.keys]).toEqual([1, 1]);
  }

  it('gives the same document again for the same bytes, under both prefixes', async () => {
    const body = [clientWith('again', ['again']), {}];
    await expectOneBatch(async () => {
      const first = await post('again', body);
      expect((first.json() as StatusDocument).counts).toMatchObject({ Completed: 1, Failed: 1 });
      for (const path of [SYNCHRONOUS, '/data/v1/clients/revenueClaims', '/API/v1/Clients/revenueclaims']) {
        const again = await post('again', body, path);
        expect([again.status, again.text]).toEqual([200, first.text]);
        expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
      }
    });
  });

  it('refuses other bytes and other routes, and no other partner', async () => {
    await post('mismatch', '[{}]');
    await expectNothingStored(service, async () => {
      expectProblem(await post('mismatch', '[{} ]'), 'idempotency-mismatch');
      expectProblem(await post('mismatch', '[{}]', '/api/v1/clients'), 'idempotency-mismatch');
      expectProblem(await post('mismatch', '[{}]', '/data/v1/revenueClaims'), 'idempotency-mismatch');
    });
    await partner.submitClients('[{}]', { 'idempotency-key': 'clients' });
    await partner.submitClaims('[{}]', { 'idempotency-key': 'claims' });
    await expectNothingStored(service, async () => {
      expectProblem(await post('clients', '[{}]'), 'idempotency-mismatch');
      expectProblem(await post('claims', '[{}]'), 'idempotency-mismatch');
    });
    const [, other] = service.partners;
    expect((await other.decideAtOnce('[{}]', { 'idempotency-key': 'mismatch' })).counts.total).toBe(1);
  });

  it('does not use the key up with a request that was refused', async () => {
    for (const refused of ['[{]', '[]', `[${Array(1_001).fill('{}').join()}]`]) {
      expect((await post('refused', refused)).status).toBeGreaterThanOrEqual(400);
    }
    await expectOneBatch(async () => {
      expect((await post('refused', [{}])).status).toBe(200);
    });
  });

  it('makes one batch of twenty requests at once, which all get its document', async () => {
    await expectOneBatch(async () => {
      const body = Array.from({ length: 50 }, (_, n) => clientWith(`twenty ${n}`, [`twenty ${n}`]));
      const all = await Promise.all(Array.from({ length: 20 }, () => post('twenty', body)));
      expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200));
      expect(new Set(all.map(({ text }) => text)).size).toBe(1);
      expect((all[0]?.json() as StatusDocument).counts.Completed).toBe(50);
    });
  });

  it('lets a second request wait for the stated time while the first one runs, then refuses it with 409', async () => {
    const body = [clientWith('busy', ['busy'])];
    await expectOneBatch(async () => {
      const [first] = await whileHeld(service.databaseUrl, HOLD_CLAIMS, async () => {
        const running = post('busy', body);
        await lockAwaited(service.databaseUrl);
        const begunMs = performance.now();
        expectProblem(await post('busy', body), 'idempotency-in-progress');
        const waitedMs = performance.now() - begunMs;
        expect(waitedMs).toBeGreaterThan(WAIT_MS - 50);
        expect(waitedMs).toBeLessThan(WAIT_MS + 1_000);
        return [running];
      });
      expect(((await first).json() as StatusDocument).counts.Completed).toBe(1);
      expect((await post('busy', body)).text).toBe((await first).text);
    });
  });

  it('waits for a record that another request is saving no shorter than without a key', async () => {
    const body = [clientWith('patient', ['patient'])];
    await expectOneBatch(async () => {
      const [first] = await whileHeld(service.databaseUrl, HOLD_CLAIMS, async () => {
        const running = post('patient', body);
        await lockAwaited(service.databaseUrl);
        // Twice what a repeated request waits.
        for (let n = 0; n < 2; n++) expectProblem(await post('patient', body), 'idempotency-in-progress');
        return [running];
      });
      expect(((await first).json() as StatusDocument).counts.Completed).toBe(1);
    });
  });
});
