import { type Classified, type RecordKindName, type RuleContext, type SubmittedItem } from '@app/domain';

/** What the child process is asked to classify. */
export interface CarefulQuestion {
  readonly kind: RecordKindName;
  readonly items: readonly SubmittedItem[];
  readonly context: RuleContext;
}

/** What it answers if it lives to the end. */
export type CarefulAnswer = Classified;

/** The file descriptor on which the child says, a line each, which item it is about to look at. */
export const PROGRESS_FD = 3;
