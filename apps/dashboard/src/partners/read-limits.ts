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

/** @throws BadRequestException for what is no limit */
export function readLimits(form: unknown): Limits {
  const read = (name: string): number | null => {
    const text = fieldOf(form, name)?.trim() ?? '';
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
