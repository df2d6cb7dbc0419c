const { pause } = require('./patience.cjs');

const LOOK_EVERY_S = 0.5;
const DECIDED_WITHIN_S = 900;

/**
 * Sends items and waits until the lender has decided every one of them.
 * @returns {Promise<{ data: object, status: { state: string, validation_errors: string[] } }[]>}
 */
async function deliver(session, { name, path, statusPath, items, key }) {
  // The service takes no empty array.
  if (items.length === 0) return [];
  const accepted = await session.call('POST', path, { items, key });
  console.log(`${name}: ${items.length} accepted as ${accepted.status_check_id}`);
  for (let waited = 0; waited < DECIDED_WITHIN_S; waited += LOOK_EVERY_S) {
    const document = await session.call('GET', statusPath(accepted));
    if (document.status === 'Completed') return document.result;
    await pause(LOOK_EVERY_S);
  }
  throw new Error(
    `${name}: not decided within ${DECIDED_WITHIN_S} s; ask again for ${accepted.status_check_id}`,
  );
}

module.exports = { deliver };
