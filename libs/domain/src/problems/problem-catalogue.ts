import { type DecidedState } from '../items/item-state';
import { ROUTE_OF } from './routes';

/** What a partner's developer is told about a code, on the pages under `/problems` and in docs/problems.md. */
export interface ProblemExplanation {
  /** The state of an item that has such a problem. */
  readonly state: Exclude<DecidedState, 'Completed'> | 'Duplicate, Conflict or Failed';
  readonly meaning: string;
  readonly remedy: string;
  /** A `detail` as items really get it. */
  readonly example: string;
}

/** For problems that items on the wrong route have too. */
const ROUTES_OF_ITEMS = `Look at the route too: clients go to ${ROUTE_OF.clients}, claims to ${ROUTE_OF['revenue-claims']}, and clients with their claims to ${ROUTE_OF['clients-with-claims']}.`;

/**
 * Why an item is not `Completed`: every `code` of docs/contract.md section 2, in the order of the contract's steps.
 * Codes are stable: partners branch on them.
 */
export const PROBLEM_CATALOGUE = {
  required: {
    state: 'Failed',
    meaning: 'A member that must be there is missing.',
    remedy: 'Add the member that the pointer names, and send the item again.',
    example: 'client_start_date is required',
  },
  invalid_type: {
    state: 'Failed',
    meaning:
      'A value has the wrong JSON type. null is a value like any other and does not stand for absence.',
    remedy: 'Send the type that the sentence asks for; leave an optional member out instead of sending null.',
    example: 'partner_client_id must be a string; found a number',
  },
  invalid_value: {
    state: 'Failed',
    meaning: 'A value has the right JSON type, but breaks a rule.',
    remedy: 'Correct the value as the sentence asks, and send the item again.',
    example: 'total_amount must have at most 4 decimals; found 5',
  },
  unknown_member: {
    state: 'Failed',
    meaning: 'An object has a member that the contract does not know.',
    remedy: 'Correct the name, which is compared exactly, or leave the member out. ' + ROUTES_OF_ITEMS,
    example: 'entityType is not a known member; did you mean entity_type?',
  },
  not_an_object: {
    state: 'Failed',
    meaning: 'The item itself is no JSON object.',
    remedy: 'Send one object for each item, directly in the outer array.',
    example: 'the item must be a JSON object; found an array',
  },
  repeated_member: {
    state: 'Failed',
    meaning: 'A member name occurs twice in one object, so that the object has no certain meaning.',
    remedy: 'Send each member once; look at how the JSON text is put together.',
    example: 'entity_type must occur only once in its object; found it again',
  },
  equal_item: {
    state: 'Duplicate',
    meaning: 'An earlier item of the same request is equal, and is decided for both.',
    remedy: 'Nothing has to be done; look at the item that duplicate_of names for what became of it.',
    example: 'the item equals item 0 of the same request, which is decided for both; send only one of them',
  },
  conflicting_items: {
    state: 'Conflict',
    meaning:
      'Other items of the same request have the same key and different content. None of them is saved.',
    remedy: 'Find out which of them is right, and send that one alone. ' + ROUTES_OF_ITEMS,
    example:
      'partner_client_id "M_1" is also the key of items 0, 2 of the same request, and not all of them are equal; send one item with this key',
  },
  shared_claim_key: {
    state: 'Conflict',
    meaning:
      'Other clients of the same request have a claim with the same key. None of these clients is saved.',
    remedy:
      'Give each claim a key of its own, leave it in the one client it belongs to, and send them again.',
    example:
      'revenue_claims[0].unique_reference "R_1" is also in item 1 of the same request; send each claim in one item only',
  },
  already_saved: {
    state: 'Duplicate',
    meaning:
      'A record with this key was saved before, and stays as it is, whether or not the content is the same.',
    remedy:
      'Nothing has to be done if the content is the same. Otherwise compare with the item that duplicate_of names.',
    example:
      'partner_client_id was saved before (item 4 of 0198c0de-0000-7000-8000-000000000000) with the same content; there is nothing to do',
  },
  claim_already_saved: {
    state: 'Failed',
    meaning: 'A claim of the item was saved before, so neither the client nor any of its claims is saved.',
    remedy: 'Leave out the claim that the pointer names, and send the client again with its other claims.',
    example:
      'revenue_claims[0].unique_reference was saved before (item 4 of 0198c0de-0000-7000-8000-000000000000), so nothing of this item is saved; send it again without this claim',
  },
  unknown_client: {
    state: 'Failed',
    meaning: 'The client that a claim names is not saved for this partner. Keys are compared exactly.',
    remedy: 'Send the client first, see that it is Completed, and then send the claim again.',
    example:
      'partner_client_id "M_9" is not a saved client of this partner; send the client first, then this claim again',
  },
  unprocessable: {
    state: 'Failed',
    meaning: 'The service failed at this item again and again, and set it aside to decide the others.',
    remedy: 'Report it with the status_check_id and the position of the item: the fault is on our side.',
    example:
      'the item could not be processed because of a fault on our side; report it with the status_check_id',
  },
  further_violations: {
    state: 'Failed',
    meaning: 'The item breaks more rules than are listed; this last entry counts the others.',
    remedy: 'Correct what is listed first; the same mistake often explains the others.',
    example: 'the item has 520 more violations, not listed here',
  },
  erased: {
    state: 'Duplicate, Conflict or Failed',
    meaning:
      'The data of the client that the item was about has been erased on request; data is null. The item keeps its state.',
    remedy: 'Nothing has to be done. A client that is sent again is processed like any new one.',
    example: 'the item was erased on request: what was sent and why it ended so is no longer known',
  },
} as const satisfies Readonly<Record<string, ProblemExplanation>>;
