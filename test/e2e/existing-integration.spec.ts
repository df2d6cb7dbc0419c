import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { claimOf, period } from '../support/claims';
import { client } from '../support/clients';
import { FaultyWay } from '../support/faulty-way';
import { type Running, runProgram } from '../support/program';
import { type Service, startService } from '../support/service';
import { storedBy } from '../support/stored';

const PROGRAM = path.resolve(__dirname, '../../examples/existing-integration/share-merchants.cjs');
const MERCHANTS = path.resolve(__dirname, '../../examples/existing-integration/merchants.json');

let service: Service;
let folder: string;
beforeAll(async () => {
  service = await startService();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'existing-integration-'));
});
afterAll(async () => {
  await service.stop();
  fs.rmSync(folder, { recursive: true });
});

/** Runs the program as its owner does: it knows an address, its credentials, a file, and perhaps a key. */
function shareMerchants(file: string, { key, url }: { key?: string; url?: string } = {}): Running {
  const { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } = service.partners[0].credentials;
  return runProgram(process.execPath, [PROGRAM, file, ...(key === undefined ? [] : [key])], {
    cwd: folder,
    env: { SERVICE_URL: url ?? service.apiUrl, CLIENT_ID, CLIENT_SECRET },
  });
}

/** An export of merchants whose keys begin with a name of the test's own, each with a claim. */
function merchants(name: string, count: number, changes: Record<string, unknown> = {}): string {
  const file = path.join(folder, `${name}.json`);
  const keys = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const colonForm = period('2025-01-01T00:00:00:000', '2025-01-31T23:59:59:999');
  const clients = keys.map((key) => client(key));
  const claims = keys.map((key) => claimOf(key, `${key}-2025-01`, { ...colonForm, ...changes }));
  fs.writeFileSync(file, JSON.stringify({ clients, claims }));
  return file;
}

async function summaryOf(running: Running): Promise<{ exitCode: unknown; summary: string[] }> {
  const exitCode = await running.ended;
  const summary = running.output().match(/^(?:\w+: \d+ of .*| {2}\S.*)$/gm) ?? [running.output()];
  return { exitCode, summary };
}

describe('an integration that was written for the service before', () => {
  it('shares everything at its first run, and takes everything as shared at its second', async () => {
    expect(await summaryOf(shareMerchants(MERCHANTS))).toEqual({
      exitCode: 0,
      summary: [
        'clients: 2 of 2 shared, 0 of them known before',
        'claims: 2 of 2 shared, 0 of them known before',
      ],
    });
    expect(await summaryOf(shareMerchants(MERCHANTS))).toEqual({
      exitCode: 0,
      summary: [
        'clients: 2 of 2 shared, 2 of them known before',
        'claims: 2 of 2 shared, 2 of them known before',
      ],
    });
  });

  it('names the export that cannot be read', async () => {
    const missing = path.join(folder, 'missing.json');
    const broken = path.join(folder, 'broken.json');
    fs.writeFileSync(broken, '{"clients":');
    for (const file of [missing, broken]) {
      const running = shareMerchants(file);
      expect(await running.ended).toBe(1);
      expect(running.output()).toContain(`${file} cannot be read as an export: `);
    }
  });

  it('names the item that was not taken, with the reason, and fails', async () => {
    const { exitCode, summary } = await summaryOf(shareMerchants(merchants('wrong', 1, { currency: 'EUR' })));
    expect({ exitCode, summary }).toEqual({
      exitCode: 1,
      summary: [
        'clients: 1 of 1 shared, 0 of them known before',
        'claims: 0 of 1 shared, 0 of them known before',
        expect.stringMatching(/^ {2}wrong-0-2025-01: Failed: currency must be GBP/),
      ],
    });
  });

  it('goes on when the API is killed and started again while it waits', async () => {
    await service.killWorker('SIGTERM');
    const running = shareMerchants(merchants('restart', 2));
    await printed(running, /^clients: 2 accepted as /m);
    await service.killApi();
    await printed(running, /^connect ECONNREFUSED .*; trying again in /m);
    await Promise.all([service.startApi(), service.startWorker()]);
    expect(await summaryOf(running)).toEqual({
      exitCode: 0,
      summary: [
        'clients: 2 of 2 shared, 0 of them known before',
        'claims: 2 of 2 shared, 0 of them known before',
      ],
    });
  });

  it('makes one batch of a delivery that is started again with its key', async () => {
    const file = merchants('again', 2);
    const first = shareMerchants(file, { key: 'delivery-17' });
    await first.ended;
    const { batches } = await storedBy(service);
    const second = shareMerchants(file, { key: 'delivery-17' });
    expect(await summaryOf(second)).toEqual(await summaryOf(first));
    expect(idsOf(second)).toEqual(idsOf(first));
    expect((await storedBy(service)).batches).toBe(batches);
  });

  it('comes through lost answers, refused tokens and busy moments with one batch for each delivery', async () => {
    const way = new FaultyWay(() => service.apiUrl, {
      'POST /auth/v1/token': [503],
      'POST /data/v1/clients': ['answer lost', 429, 401],
      'GET /data/v1/Clients/Status': [500],
      'POST /data/v1/revenueClaims': [409],
    });
    const { batches } = await storedBy(service);
    const running = shareMerchants(merchants('faults', 1), { key: 'delivery-18', url: await way.open() });
    expect(await summaryOf(running)).toMatchObject({ exitCode: 0 });
    way.close();
    const posted = way.seen.filter(({ request }) => request.startsWith('POST /data'));
    expect(posted.map(({ outcome, key }) => [outcome, key])).toEqual([
      ['answer lost', 'delivery-18-clients'],
      [429, 'delivery-18-clients'],
      [401, 'delivery-18-clients'],
      [202, 'delivery-18-clients'],
      [409, 'delivery-18-claims'],
      [202, 'delivery-18-claims'],
    ]);
    expect((await storedBy(service)).batches).toBe(batches + 2);
  });
});

async function printed(running: Running, text: RegExp): Promise<void> {
  const isPrinted = (): boolean => text.test(running.output());
  if (!(await waitUntil(isPrinted, { withinMs: 20_000 }))) {
    throw new Error(`not printed: ${text.source}\n${running.output()}`);
  }
}

/** The ids of the batches that a run of the program was told. */
function idsOf(running: Running): string[] {
  return running.output().match(/(?<= accepted as )\S+/g) ?? [];
}
