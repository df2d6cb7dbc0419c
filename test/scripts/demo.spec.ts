import fs from 'node:fs';
import { Checkout } from './checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

const STATES = ['Completed', 'Duplicate', 'Conflict', 'Failed'];
const EXAMPLES = ['clients', 'clients-with-claims', 'revenue-claims'];

/** What the demo printed about the request with this example. */
function shownOf(output: string, example: string): string {
  return output.split(/^(?=POST )/m).find((text) => text.includes(`examples/${example}.json\n`)) ?? '';
}

describe('npm run demo', () => {
  it('brings the stack up, shows every state and both kinds of duplicate for every route, and leaves no process', async () => {
    const demo = checkout.run('npm', ['run', 'demo']);
    const ended = await demo.ended;
    // With its output, which says why.
    expect({ ended, output: ended === 0 ? '' : demo.output() }).toEqual({ ended: 0, output: '' });
    for (const example of EXAMPLES) {
      const shown = shownOf(demo.output(), example);
      for (const state of STATES) expect(shown).toMatch(new RegExp(`^ *\\d+ .* ${state}\\b`, 'm'));
      expect(shown).toMatch(/Duplicate .*same request/);
      expect(shown).toMatch(/Duplicate .*saved before/);
      expect(shown).toMatch(/^total \d+ +Pending 0/m);
      expect(shown).toContain(`every item is as examples/${example}.expected.json says`);
    }
    const withClaims = shownOf(demo.output(), 'clients-with-claims');
    expect(withClaims).toMatch(/^answered 200 /m);
    expect(withClaims).toMatch(/Conflict .*unique_reference .* is also in item/);
    expect(withClaims).toMatch(/Failed .*unique_reference was saved before/);
    expect(shownOf(demo.output(), 'revenue-claims')).toMatch(/Failed .*is not a saved client/);
    expect(await checkout.processesLeft()).toEqual([]);
  });

  it('can be run again, with a stack that is running, and leaves that alone', async () => {
    await checkout.start();
    for (const run of ['first', 'second']) {
      const demo = checkout.run('npm', ['run', 'demo']);
      expect([run, await demo.ended]).toEqual([run, 0]);
      expect(demo.output()).not.toContain('bringing one up');
    }
    expect(checkout.stack()).not.toBeNull();
  });

  it('names the items that are not as expected, and fails', async () => {
    const file = `${checkout.folder}/examples/revenue-claims.expected.json`;
    const [first, ...others] = JSON.parse(fs.readFileSync(file, 'utf8')) as object[];
    fs.writeFileSync(file, JSON.stringify([{ ...first, state: 'Failed' }, ...others]));
    const demo = checkout.run('npm', ['run', 'demo']);
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toMatch(/not as .*revenue-claims\.expected\.json says: items 0$/m);
    expect(demo.output()).toMatch(/^not as expected: revenue-claims$/m);
  });
});
