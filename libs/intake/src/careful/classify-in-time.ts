import { type Classified, RequestRefused } from '@app/domain';
import { type Recoveries } from '@app/platform';
import { type Question } from '../decide/question';
import { CarefulTimeOver, classifyCarefully } from './classify-carefully';

/** How long a request may take for it, waiting for its turn included: long enough for two or three items that never end. */
const CAREFUL_REQUEST_MS = 20_000;
/** When a request that took longer should come again, in seconds. */
const RETRY_S = 30;

/**
 * As `classifyCarefully`, while a client waits for the answer.
 * @throws RequestRefused no_room
 */
export async function classifyInTime(
  partnerId: string,
  question: Question,
  recoveries: Recoveries,
): Promise<Classified> {
  try {
    return await classifyCarefully(question, {
      partnerId,
      timeOver: AbortSignal.timeout(CAREFUL_REQUEST_MS),
      isUrgent: true,
      setAside: new Set(),
      recoveries,
    });
  } catch (error) {
    if (!(error instanceof CarefulTimeOver)) throw error;
    throw new RequestRefused(
      'no_room',
      'The items of this request could not be decided in the time of a synchronous one; try again later, or with fewer items.',
      RETRY_S,
    );
  }
}
