import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bodyOf, claim, clientWith } from '../support/claims';
import { client, clients } from '../support/clients';
import { expectProblem } from '../support/problems';
import { outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';

/**
 * Loaded into API, worker and child by the test alone: JSON.parse throws at a marked text, and in the child never comes back from one that is
 * marked so; each start of a child is counted. The product has no such hook.
 */
const misbehaviour = (startsFile: string): string => `
  const isChild = process.argv[1]?.endsWith('classify-child.js');
  if (isChild) require('node:fs').appendFileSync(${JSON.stringify(startsFile)}, '.');
  const parse = JSON.parse;
  JSON.parse = (text, ...rest) => {
    if (typeof text === 'string' && text.includes('poison\\\\u002d')) {
      if (isChild && text.includes('hangs')) for (;;);
      throw new Error('poison');
    }
    return parse(text, ...rest);
  };
`;
const SET_ASIDE = 'Failed: unprocessable';
const SYNCHRONOUS = '/api/v1/clients/revenueClaims';

describe('many items that do harm', () => {
  let service: Service;
  let folder: string;
  let starts: string;
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'misbehaviour-'));
    fs.chmodSync(folder, 0o755);
    starts = path.join(folder, 'starts');
    fs.writeFileSync(starts, '');
    const hook = path.join(folder, 'misbehaviour.cjs');
    fs.writeFileSync(hook, misbehaviour(starts));
    service = await startService({ env: { NODE_OPTIONS: `--require ${hook}`, CAREFUL_AFTER_ATTEMPTS: '1' } });
  });
  beforeEach(() => {
    fs.writeFileSync(starts, '');
  });
  afterAll(async () => {
    await service.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const childStarts = (): number => fs.statSync(starts).size;
  /** Items as one text, with the mark in place of what JSON.stringify would write. */
  const marked = (...items: unknown[]): string => bodyOf(items).replaceAll('poison-', 'poison\\u002d');
  const setAside = (times: number): string[] => Array<string>(times).fill(SET_ASIDE);

  it('start one child for a synchronous request of 1,000 that all throw', async () => {
    const [partner] = service.partners;
    const items = Array.from({ length: 1_000 }, (_, n) => clientWith(`poison-${n}`, [`many ${n}`]));
    const document = await partner.decideAtOnce(marked(...items));
    expect(outcomes(document)).toEqual(setAside(1_000));
    expect(childStarts()).toBe(1);
  });

  it('are told from their neighbours, also where they have a key in common', async () => {
    const [partner] = service.partners;
    const same = [clientWith('poison-same', ['same 1']), clientWith('poison-same', ['same 2'])];
    const fine = clientWith('same', ['same 1']);
    const document = await partner.decideAtOnce(marked(...same, fine, fine, clientWith('poison-hangs', [])));
    expect(outcomes(document)).toEqual([...setAside(2), 'Completed', 'Duplicate of 2', SET_ASIDE]);
    expect(childStarts()).toBe(2);
  });

  it('are refused with 503 where they hang for longer than a request may take, and another partner’s are decided meanwhile', async () => {
    const [one, other] = service.partners;
    const hanging = Array.from({ length: 6 }, (_, n) => clientWith(`poison-hangs ${n}`, []));
    const body = marked(clientWith('poison-throws', []), ...hanging, clientWith('fine', ['fine']));
    const answered: string[] = [];
    let beside: string[] = [];
    const others = async (): Promise<void> => {
      const { currency } = other.credentials;
      const items = [clientWith('poison-throws', []), clientWith('beside', [claim('beside', { currency })])];
      beside = outcomes(await other.decideAtOnce(marked(...items)));
      answered.push('other');
    };
    const refused = async (): Promise<void> => {
      const answer = await one.post(SYNCHRONOUS, body);
      answered.push('one');
      expectProblem(answer, 'no-room');
      expect(answer.headers.get('retry-after')).toBe('30');
    };
    await Promise.all([refused(), others()]);
    expect(beside).toEqual([SET_ASIDE, 'Completed']);
    expect(answered).toEqual(['other', 'one']);
    expect(childStarts()).toBeLessThanOrEqual(6);
    // Nothing of it was stored: its neighbour is new.
    expect(outcomes(await one.decideAtOnce([clientWith('fine', ['fine'])]))).toEqual(['Completed']);
  });

  it('do not keep another partner’s careful shard waiting until all of theirs are found', async () => {
    const [one, other] = service.partners;
    const hanging = [1, 2, 3].map((n) => client(`poison-hangs ${n}`));
    const sent = await one.submitClients(marked(client('poison-throws'), ...hanging, ...clients('kept', 2)));
    const order: string[] = [];
    const decided = async (name: string, document: ReturnType<typeof one.decided>): Promise<string[]> => {
      const all = outcomes(await document);
      order.push(name);
      return all;
    };
    const [mine, theirs] = await Promise.all([
      decided('one', one.decided(sent, 60_000)),
      decided('other', other.decideClients(marked(client('poison-throws'), client('beside them')))),
    ]);
    expect(mine).toEqual([...setAside(4), 'Completed', 'Completed']);
    expect(theirs).toEqual([SET_ASIDE, 'Completed']);
    expect(order).toEqual(['other', 'one']);
    expect(childStarts()).toBe(5);
  });
});
