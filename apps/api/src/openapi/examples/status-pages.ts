import { type ItemState } from '@app/domain';
import { type StatusDocument } from './example-batch';
import { refusal } from './refusal';
import { type Scenario } from './scenario';
import { type Series } from './series';

/** So many items of the batches of every state are on the first page; the second one has the others. */
const PAGE_ITEMS = 4;

/**
 * Examples of what the query parameters of a status route make of a document.
 * @param n of the batch in its series
 */
export function statusPages({ cursor }: Series, n: number, whole: StatusDocument): readonly Scenario[] {
  const { result, ...head } = whole;
  const elements = result.map((element, index) => ({ index, ...element }));
  const failed: ItemState = 'Failed';
  const asking = (parameters: NonNullable<Scenario['parameters']>) => ({
    status: 200,
    parameters: { id: whole.id, ...parameters },
  });
  return [
    {
      ...asking({ state: [failed] }),
      name: 'failed-only',
      summary: 'The items of one state alone',
      answer: { ...head, result: elements.filter(({ status: { state } }) => state === failed) },
    },
    {
      ...asking({ limit: PAGE_ITEMS }),
      name: 'first-page',
      summary: 'The first few items',
      answer: { ...head, result: elements.slice(0, PAGE_ITEMS), next_cursor: cursor(n) },
    },
    {
      ...asking({ limit: PAGE_ITEMS, cursor: cursor(n) }),
      name: 'next-page',
      summary: 'The items after these',
      answer: { ...head, result: elements.slice(PAGE_ITEMS) },
    },
    { ...asking({ limit: 0 }), name: 'counts-only', summary: 'The head with the counts alone', answer: head },
  ];
}

/** A parameter that says nothing. */
export const INVALID_PARAMETER = refusal('invalid_parameter', { parameters: { limit: -1 } });
