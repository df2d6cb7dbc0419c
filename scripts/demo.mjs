/**
 * `npm run demo`: sends the examples as a demo partner and shows what became of every item. Exit code 0 when all is as
 * the examples' `.expected.json` files say, else 1.
 */
import { readOptions } from './command-line.mjs';
import { nameOfRun } from './demo/example-file.mjs';
import { openSession } from './demo/partner-session.mjs';
import { requests } from './demo/requests.mjs';
import { runningStack } from './demo/running-stack.mjs';
import { showRequest } from './demo/show-request.mjs';
import { watchParent } from './start/parent-watch.mjs';

const say = (text) => console.log(text);

/** @returns {Promise<string[]>} the examples of which an item is not as expected */
async function showRequests({ api, partners }) {
  const [partner] = partners;
  if (partner === undefined)
    throw new Error('the demo needs the demo partners, which are not written to a DATABASE_URL');
  const run = nameOfRun();
  const session = await openSession(api, partner);
  say(`${partner.name} has a token; the keys of this run begin with ${run}`);

  const unexpected = [];
  for (const request of requests) {
    if (!(await showRequest(request, { session, run, say }))) unexpected.push(request.example);
  }
  return unexpected;
}

async function demo() {
  const { stack, release } = await runningStack(say);
  try {
    const unexpected = await showRequests(stack);
    if (unexpected.length === 0) say(`\nall ${requests.length} requests came out as expected`);
    else say(`\nnot as expected: ${unexpected.join(', ')}`);
    return unexpected.length === 0 ? 0 : 1;
  } finally {
    await release();
  }
}

readOptions({
  name: 'npm run demo',
  about:
    'sends the examples to the stack that is running, or to one that it brings up\nand stops again, and shows what became of every item.',
});
watchParent(() => process.kill(process.pid, 'SIGTERM'));
process.exitCode = await demo().catch((error) => {
  console.error(error.message);
  return 1;
});
