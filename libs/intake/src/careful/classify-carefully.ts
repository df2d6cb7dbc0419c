import { type Classified, unprocessableItem } from '@app/domain';
import { type Recoveries } from '@app/platform';
import { type Question } from '../decide/question';
import { askChild } from './ask-child';
import { Turns } from './turns';

/** One child at a time in this process. */
const turns = new Turns();

/** How long a careful decision may take, and where it goes on. */
export interface CarefulAttempt {
  readonly partnerId: string;
  /** Once it is aborted, no further child is started because an item has ended one. */
  readonly timeOver: AbortSignal;
  /** Whether waiting for a turn and the child end with the time as well. Without that, each attempt gets one item further at least. */
  readonly isUrgent: boolean;
  /** Indexes of the items that have ended a child so far; those of this attempt are added. */
  readonly setAside: Set<number>;
  readonly recoveries: Recoveries;
}

/** The time is over, and not all items are classified. What was set aside is kept for another attempt. */
export class CarefulTimeOver extends Error {
  override readonly name = 'CarefulTimeOver';
}

/**
 * Classifies items of which one has made a process throw, hang or die before: in a child process that reports the item it is at.
 * One that throws is set aside by the child as unprocessable; for one that ends the child, the others begin again without it
 * (docs/architecture.md, invariant 7).
 * @throws CarefulTimeOver
 */
export async function classifyCarefully(question: Question, attempt: CarefulAttempt): Promise<Classified> {
  const { partnerId, timeOver, isUrgent, setAside, recoveries } = attempt;
  const urgency = isUrgent ? timeOver : undefined;
  for (;;) {
    const items = question.items.filter(({ index }) => !setAside.has(index));
    const { answer, blamed } = await turns
      .take(partnerId, () => askChild({ ...question, items }, urgency), urgency)
      .catch((error: unknown) => {
        throw urgency?.aborted === true ? new CarefulTimeOver() : error;
      });
    if (answer !== null) {
      const { results, candidates, threw } = answer;
      for (const index of threw) {
        recoveries.tell('item_set_aside', { item_index: index, why: 'it made the code throw' });
      }
      return { candidates, results: [...results, ...[...setAside].map(unprocessableItem)] };
    }
    if (blamed === null) throw new Error('the child process ended, and not because of an item');
    recoveries.tell('item_set_aside', { item_index: blamed, why: 'it ended the process that looked at it' });
    setAside.add(blamed);
    if (timeOver.aborted)
      throw new CarefulTimeOver('items that end the process are left for another attempt');
  }
}
