import { decide, ITEM_EVENTS, ITEM_STATES, type ItemEvent, transition, TRANSITIONS } from './item-state';

/** docs/contract.md section 3, written down a second time: the states that each event must lead to. */
const EXPECTED: Record<ItemEvent, string> = {
  'unusable-key': 'Failed',
  'equals-earlier-item': 'Duplicate',
  'differs-from-same-key': 'Conflict',
  'shares-claim-key': 'Conflict',
  'violates-rules': 'Failed',
  'already-saved': 'Duplicate',
  'claim-already-saved': 'Failed',
  'client-not-saved': 'Failed',
  saved: 'Completed',
  unprocessable: 'Failed',
};

describe('the item state machine', () => {
  it.each(ITEM_EVENTS)('leads a pending item to the state of the contract on %s', (event) => {
    expect(transition('Pending', event)).toBe(EXPECTED[event]);
    expect(decide(event)).toBe(EXPECTED[event]);
  });

  const terminal = ITEM_STATES.filter((state) => state !== 'Pending');
  it.each(terminal.flatMap((state) => ITEM_EVENTS.map((event) => [state, event] as const)))(
    'never leads an item that is %s anywhere, as on %s',
    (state, event) => {
      expect(transition(state, event)).toBeUndefined();
    },
  );

  it('reaches every state from Pending, and never Pending itself', () => {
    const reached = new Set(Object.values(TRANSITIONS.Pending));
    expect([...reached].sort()).toEqual([...terminal].sort());
  });

  it('has a row for every state and knows no others', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ITEM_STATES].sort());
  });
});
