import { changePartner, type RegisteredPartner, type Transaction } from '@app/persistence';
import { ConflictException } from '@nestjs/common';
import { numberInWords } from '../pages/words';
import { type Done } from './done';
import { LIMIT_FIELDS, type Limits, readLimits, seenField } from './read-limits';

/**
 * Changes the limits to those of the form.
 * @throws ConflictException where they are not those that the form was filled in beside
 */
export async function changeLimits(
  transaction: Transaction,
  partner: RegisteredPartner,
  form: unknown,
): Promise<Done> {
  const limits = readLimits(form);
  const changedMeanwhile = changesInWords(readLimits(form, seenField), partner);
  if (changedMeanwhile !== '')
    throw new ConflictException(
      `Somebody else has changed ${changedMeanwhile} meanwhile. Look at the limits again, and change them if that is still right.`,
    );
  await changePartner(transaction, partner.partnerId, { ...partner, ...limits });
  const changes = changesInWords(partner, limits);
  return {
    audited: 'limits_changed',
    detail: changes === '' ? 'Left the limits as they are.' : `Changed ${changes}.`,
  };
}

/** What is different, without a capital letter and a full stop; '' for nothing. */
function changesInWords(before: Limits, after: Limits): string {
  const words = (limit: number | null): string => (limit === null ? 'default' : numberInWords(limit));
  return LIMIT_FIELDS.filter(([, , member]) => before[member] !== after[member])
    .map(
      ([, label, member]) =>
        `${label.toLowerCase()} from ${words(before[member])} to ${words(after[member])}`,
    )
    .join(', ');
}
