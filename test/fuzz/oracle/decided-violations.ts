import { type ValidateFunction } from 'ajv';
import { expectSound } from '../../support/sound-document';
import { type StatusDocument } from '../../support/status-document';
import { elementsOf, hasRepeatedMember } from '../json/json-tokens';
import { keyViolations } from './key-violations';

const RESULT = '"result":';

/** What is known of the items beside their text. */
export interface Judged {
  /** Whether an item keeps the documented schema. */
  readonly keepsSchema: ValidateFunction | null;
  /** Whether every item is valid and new. */
  readonly allValid: boolean;
  /** The member that has an item's key. */
  readonly keyMember: string;
}

/**
 * Holds the document of a decided batch to what was sent.
 * @param text the document as it was answered
 * @param items as they were sent, without white space between tokens
 * @returns a sentence for each violation
 */
export function decidedViolations(text: string, items: readonly string[], judged: Judged): string[] {
  const document = JSON.parse(text) as StatusDocument;
  try {
    expectSound(document);
  } catch (error) {
    return [`the document contradicts itself: ${String(error).slice(0, 500)}`];
  }
  const elements = elementsOf(text.slice(text.indexOf(RESULT) + RESULT.length, -1));
  if (elements.length !== items.length) return [`${elements.length} results for ${items.length} items`];
  const statuses = document.result.map(({ status }) => status);
  const byItem = items.flatMap((item, index) => {
    const state = document.result[index]?.status.state ?? 'Pending';
    return [
      ...(elements[index]?.startsWith(`{"data":${item},"status":`)
        ? []
        : [`item ${index} came back with other bytes`]),
      ...stateViolations(item, state, judged).map((violation) => `item ${index} is ${state}, ${violation}`),
    ];
  });
  return [...byItem, ...keyViolations(items, statuses, judged.keyMember)];
}

function stateViolations(item: string, state: string, { keepsSchema, allValid }: Judged): string[] {
  if (state === 'Pending') return ['although the batch is decided'];
  if (allValid) return state === 'Completed' ? [] : ['and it is valid and new'];
  if (state === 'Completed' && keepsSchema?.(JSON.parse(item)) === false)
    return ['against the documented schema'];
  if (state !== 'Failed' && hasRepeatedMember(item)) return ['and one of its members occurs twice'];
  return [];
}
