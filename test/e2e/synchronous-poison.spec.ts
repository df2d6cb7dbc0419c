import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bodyOf, claimOf, clientWith } from '../support/claims';
import { outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';

/**
 * Loaded into API, worker and child by the test alone: JSON.parse, with which texts with escapes are read, misbehaves at
 * a marked one. The product has no such hook.
 */
const MISBEHAVIOUR = `
  const parse = JSON.parse;
  JSON.parse = (text, ...rest) => {
    if (typeof text === 'string' && text.startsWith('"poison\\\\u002d')) throw new Error('poison');
    return parse(text, ...rest);
  };
`;
const POISON = 'poison\\u002d1';
const SET_ASIDE = 'Failed: unprocessable';

describe('an item that makes the code throw', () => {
  let service: Service;
  let folder: string;
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'misbehaviour-'));
    const hook = path.join(folder, 'misbehaviour.cjs');
    fs.writeFileSync(hook, MISBEHAVIOUR);
    fs.chmodSync(folder, 0o755);
    service = await startService({ env: { NODE_OPTIONS: `--require ${hook}`, CAREFUL_AFTER_ATTEMPTS: '1' } });
  });
  afterAll(async () => {
    await service.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** The item as text, with the mark in place of an ordinary text. */
  const poisoned = (item: unknown): string => bodyOf([item]).slice(1, -1).replace('MARK', POISON);

  it.each([
    ['the client’s key', poisoned(clientWith('MARK', ['in key']))],
    ['a claim’s key', poisoned(clientWith('in claim', ['before', 'MARK']))],
    ['a member that is not known', poisoned(clientWith('unknown', ['unknown'], { x: ['MARK'] }))],
  ])(
    'in %s is Failed in a synchronous request, and its neighbours are decided as usual',
    async (what, item) => {
      const [partner] = service.partners;
      const fine = (n: number) => clientWith(`${what} ${n}`, [`${what} ${n}`]);
      const shared = clientWith(`${what} shared`, [`${what} 3`]);
      const items = [fine(0), item, fine(1), fine(1), '{}', fine(3), shared];
      const document = await partner.decideAtOnce(bodyOf(items));
      expectSound(document);
      expect(outcomes(document)).toEqual([
        ...['Completed', SET_ASIDE, 'Completed', 'Duplicate of 2'],
        expect.stringMatching(/^Failed: required/),
        ...['Conflict', 'Conflict'],
      ]);
      const later = await partner.send(`/api/v1/clients/status/${document.id}`);
      expect(later.json()).toEqual(document);

      // Nobody would start the process again: it is alive.
      expect(outcomes(await partner.decideAtOnce(bodyOf([fine(1), fine(2)])))).toEqual([
        ...['Duplicate of saved', 'Completed'],
      ]);
    },
  );

  it('is set aside from a claims batch as well', async () => {
    const [partner] = service.partners;
    await partner.decideAtOnce([clientWith('owner', ['owned'])]);
    const claims = [claimOf('owner', 'a'), poisoned(claimOf('owner', 'MARK')), claimOf('owner', 'b')];
    expect(outcomes(await partner.decideClaims(bodyOf(claims)))).toEqual([
      'Completed',
      SET_ASIDE,
      'Completed',
    ]);
  });

  it('leaves log lines that are JSON and do not quote it', () => {
    for (const line of service.logs()) {
      expect(JSON.parse(line)).toHaveProperty('level');
      expect(line).not.toMatch(/poison(-|\\u002d)1/);
    }
  });
});
