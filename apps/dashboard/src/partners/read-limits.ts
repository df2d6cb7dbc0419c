import { type Allowances } from '@app/persistence';
import { BadRequestException } from '@nestjs/common';
import { fieldOf } from '../access/form-token-field';

export type Limits = Allowances;

/** The fields of the form, what they are called, and what they set. */
export const LIMIT_FIELDS = [
  ['item_quota', 'Items that may wait', 'itemQuota'],
  ['requests_per_minute', 'Requests per minute', 'requestsPerMinute'],
  ['items_per_minute', 'Items per minute', 'itemsPerMinute'],
] as const;

const MOST = 1_000_000_000;

/** The field that says what the limit was when the form was shown. */
export function seenField(field: string): string {
  return `seen_${field}`;
}

/**
 * The limits of a form; an empty field is the default.
 * @param nameOf where a limit stands in the form
 * @throws BadRequestException for what is no limit, and for a form without one of them: it was not meant to be the default
 */
export function readLimits(form: unknown, nameOf = (field: string): string => field): Limits {
  const read = (field: string): number | null => {
    const text = fieldOf(form, nameOf(field))?.trim();
    if (text === undefined)
      throw new BadRequestException('The form lacks one of the limits. Load its page again.');
    if (text === '') return null;
    const limit = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (limit < 1 || limit > MOST)
      throw new BadRequestException(`A limit is a whole number from 1 to ${MOST}, or empty for the default.`);
    return limit;
  };
  return {
    itemQuota: read('item_quota'),
    requestsPerMinute: read('requests_per_minute'),
    itemsPerMinute: read('items_per_minute'),
  };
}
