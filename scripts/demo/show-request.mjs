import { exampleFile } from './example-file.mjs';
import { isAsExpected } from './expectation.mjs';
import { inColourOf } from './state-colour.mjs';
import { tableOf } from './table.mjs';

const DECIDED_WITHIN_MS = 30_000;

/**
 * Sends one request and shows how it is answered, what became of every item, and whether that was to be expected.
 * @param {import('./requests.mjs').DemoRequest} request
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./partner-session.mjs').openSession>>} options.session
 * @param {string} options.run what the keys of this run begin with
 * @param {(text: string) => void} options.say
 * @returns {Promise<boolean>} whether every item is as expected
 */
export async function showRequest({ about, route, example, keyMember }, { session, run, say }) {
  say(`\nPOST ${route}   examples/${example}.json\n${about}`);
  const { counts, result } = await session.submit(route, exampleFile(`${example}.json`, run), {
    withinMs: DECIDED_WITHIN_MS,
    onAnswer: ({ status, milliseconds, where }) => say(`answered ${status} in ${milliseconds} ms: ${where}`),
    onProgress: ({ total, Pending: pending }) => say(`decided ${total - pending} of ${total} items`),
  });
  say(`\n${tableOf(result, keyMember)}\n`);
  say(
    Object.entries(counts)
      .map(([name, count]) => inColourOf(name, `${name} ${count}`))
      .join('   '),
  );

  const unexpected = unexpectedItems(JSON.parse(exampleFile(`${example}.expected.json`, run)), result);
  if (unexpected.length === 0) say(`every item is as examples/${example}.expected.json says`);
  else say(`not as examples/${example}.expected.json says: items ${unexpected.join(', ')}`);
  return unexpected.length === 0;
}

/** @returns {number[]} the indexes of the items that are not as expected */
function unexpectedItems(expected, result) {
  if (result.length !== expected.length) throw new Error(`${expected.length} items were expected`);
  return expected.flatMap((expectation, index) => (isAsExpected(expectation, result[index]) ? [] : [index]));
}
