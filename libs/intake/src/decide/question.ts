import { type RecordKindName, type RuleContext, type SubmittedItem } from '@app/domain';

/** What is to be classified: the items that one transaction decides, their kind, and what their rules need to know. */
export interface Question {
  readonly kind: RecordKindName;
  readonly items: readonly SubmittedItem[];
  readonly context: RuleContext;
}
