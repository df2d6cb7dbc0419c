/**
 * `npm run demo`: submits examples/clients.json as a demo partner and shows what became of every item. Exit code 0 when
 * all is as examples/clients.expected.json says, else 1.
 */
import { exampleFile, nameOfRun } from './demo/example-file.mjs';
import { isAsExpected } from './demo/expectation.mjs';
import { openSession } from './demo/partner-session.mjs';
import { runningStack } from './demo/running-stack.mjs';
import { tableOf } from './demo/table.mjs';
import { watchParent } from './start/parent-watch.mjs';

const DECIDED_WITHIN_MS = 30_000;

const say = (text) => console.log(text);

function showProgress({ total, Pending: pending }) {
  say(`decided ${total - pending} of ${total} items`);
}

/** @returns {Promise<number[]>} the indexes of the items that are not as expected */
async function submitExample({ api, partners }) {
  const [partner] = partners;
  if (partner === undefined)
    throw new Error('the demo needs the demo partners, which are not written to a DATABASE_URL');
  const run = nameOfRun();
  const session = await openSession(api, partner);
  say(`${partner.name} has a token; the keys of this run begin with ${run}`);

  const before = await session.submit(exampleFile('clients-saved-before.json', run));
  await session.decided(before, { withinMs: DECIDED_WITHIN_MS });
  say('examples/clients-saved-before.json is decided: three clients are saved already');

  const uri = await session.submit(exampleFile('clients.json', run));
  say(`examples/clients.json is accepted: ${api}${uri}`);
  const { counts, result } = await session.decided(uri, {
    withinMs: DECIDED_WITHIN_MS,
    onProgress: showProgress,
  });
  say(`\n${tableOf(result)}\n`);
  say(
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join('   '),
  );

  const expected = JSON.parse(exampleFile('clients.expected.json', run));
  if (result.length !== expected.length) throw new Error(`${expected.length} items were expected`);
  return expected.flatMap((expectation, index) => (isAsExpected(expectation, result[index]) ? [] : [index]));
}

async function demo() {
  const { stack, release } = await runningStack(say);
  try {
    const unexpected = await submitExample(stack);
    if (unexpected.length === 0) say('every item is as examples/clients.expected.json says');
    else say(`not as examples/clients.expected.json says: items ${unexpected.join(', ')}`);
    return unexpected.length === 0 ? 0 : 1;
  } finally {
    await release();
  }
}

watchParent(() => process.kill(process.pid, 'SIGTERM'));
process.exitCode = await demo().catch((error) => {
  console.error(error.message);
  return 1;
});
