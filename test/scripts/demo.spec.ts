import { Checkout } from './checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

const STATES = ['Completed', 'Duplicate', 'Conflict', 'Failed'];

describe('npm run demo', () => {
  it('brings the stack up, shows every state and both kinds of duplicate, and leaves no process', async () => {
    const demo = checkout.run('npm', ['run', 'demo']);
    expect(await demo.ended).toBe(0);
    for (const state of STATES) expect(demo.output()).toMatch(new RegExp(`^ *\\d+ .* ${state} `, 'm'));
    expect(demo.output()).toMatch(/Duplicate .*same request/);
    expect(demo.output()).toMatch(/Duplicate .*saved before/);
    expect(demo.output()).toMatch(/total \d+ +Pending 0/);
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
});
