import assert from 'node:assert/strict';

const client = (key, changes = {}) => ({
  partner_client_id: key,
  client_start_date: '2020-01-15',
  entity_type: 'LLC',
  other_identifiers: [{ key: 'vat_number', values: ['GB123456789'] }],
  ...changes,
});

const INVALID = [
  client('ends with a blank '),
  client('no-such-day', { client_start_date: '2021-02-30' }),
  client('no-such-type', { entity_type: 'Guild' }),
  client('unknown-member', { colour: 'red' }),
  client('same-name-twice', {
    other_identifiers: ['a', 'b'].map((value) => ({ key: 'k', values: [value] })),
  }),
  client('no-value', { other_identifiers: [{ key: 'k', values: [] }] }),
  'no object',
];

/**
 * Sends a peer items that are to get different states: a peer that decides less than the others do is no fair one.
 * @param {{ submit: (body: string) => Promise<string>, states: (id: string) => Promise<string[]> }} peer
 * @throws when an item gets another state
 */
export async function proveStates(peer) {
  const statesOf = async (items) => peer.states(await peer.submit(JSON.stringify(items)));
  const twice = await statesOf([client('first'), client('first'), client('second')]);
  assert.deepEqual(twice.slice(0, 2).sort(), ['Completed', 'Duplicate']);
  assert.equal(twice[2], 'Completed');
  assert.deepEqual(await statesOf([client('second'), client('third')]), ['Duplicate', 'Completed']);
  assert.deepEqual(
    await statesOf(INVALID),
    INVALID.map(() => 'Failed'),
  );
}
