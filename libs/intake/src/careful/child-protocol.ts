import { type Classified } from '@app/domain';

/** The file descriptor on which the child says, a line each, which item it is about to look at. */
export const PROGRESS_FD = 3;

/** What it says there when it has looked at all of them: from here on no item is to blame for anything. */
export const DONE = 'done';

/** What it sends when it has looked at all of them. */
export interface Answer extends Classified {
  /** Indexes of the items that made the code throw; they have their results. */
  readonly threw: readonly number[];
}
