/**
 * The states of an item and the only way from one to another, as a table.
 *
 * ```
 *                 unusable-key, violates-rules, claim-already-saved, client-not-saved, unprocessable
 *            ┌──────────────────────────────────────────────► Failed
 *            │    equals-earlier-item, already-saved
 * Pending ───┼──────────────────────────────────────────────► Duplicate
 *            │    differs-from-same-key, shares-claim-key
 *            ├──────────────────────────────────────────────► Conflict
 *            │    saved
 *            └──────────────────────────────────────────────► Completed
 * ```
 *
 * The four states on the right are terminal (docs/architecture.md, invariant 2).
 */
export const ITEM_STATES = ['Pending', 'Completed', 'Duplicate', 'Conflict', 'Failed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Every state but `Pending`: what can be decided about an item. */
export type DecidedState = Exclude<ItemState, 'Pending'>;

/** What can happen to an item, in the order of docs/contract.md section 3. */
export const ITEM_EVENTS = [
  'unusable-key',
  'equals-earlier-item',
  'differs-from-same-key',
  'shares-claim-key',
  'violates-rules',
  'already-saved',
  'claim-already-saved',
  'client-not-saved',
  'saved',
  'unprocessable',
] as const;
export type ItemEvent = (typeof ITEM_EVENTS)[number];

const FROM_PENDING: Readonly<Record<ItemEvent, DecidedState>> = {
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

/** For each state, the events it takes and where they lead. A terminal state takes none. */
export const TRANSITIONS: Readonly<Record<ItemState, Readonly<Partial<Record<ItemEvent, DecidedState>>>>> = {
  Pending: FROM_PENDING,
  Completed: {},
  Duplicate: {},
  Conflict: {},
  Failed: {},
};

/** The state that `event` leads to from `state`, or undefined where the table has no such edge. */
export function transition(state: ItemState, event: ItemEvent): DecidedState | undefined {
  return TRANSITIONS[state][event];
}

/** The state of an undecided item after `event`. */
export function decide(event: ItemEvent): DecidedState {
  return FROM_PENDING[event];
}
