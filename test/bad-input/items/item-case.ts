import { type RecordKindName } from '@app/domain';
import { type ItemForm } from './item-form';

/** An item that no partner should send, and what becomes of it in a line (`outcome` of test/support). */
export interface ItemCase {
  readonly name: string;
  /** The item as JSON text. */
  readonly item: (form: ItemForm) => string;
  readonly outcome: string | ((form: ItemForm) => string);
}

/** Cases of one subject, and the record kinds that they are about. */
export interface ItemCases {
  readonly subject: string;
  readonly kinds: readonly RecordKindName[];
  readonly cases: readonly ItemCase[];
}

export const outcomeOf = ({ outcome }: ItemCase, form: ItemForm): string =>
  typeof outcome === 'string' ? outcome : outcome(form);
