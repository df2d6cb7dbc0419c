import { inDigits, isCurrencyCode } from '@app/domain';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

/** For people to read in a table, so no longer than one. */
const MOST_NAME_CHARACTERS = 100;
/** As of PARTNER_ITEM_QUOTA. */
const MOST_QUOTA_ITEMS = 1_000_000_000;

/** @throws CommandRefused `invalid_name` */
export function readName(text: string): string {
  const length = Array.from(text).length;
  const isFit = length > 0 && length <= MOST_NAME_CHARACTERS && text.trim() === text && !/\p{C}/u.test(text);
  if (isFit) return text;
  throw new CommandRefused(
    'invalid_name',
    `A name is 1 to ${MOST_NAME_CHARACTERS} characters, without white space at its ends and without control characters.`,
    EXIT_WRONG_USAGE,
  );
}

/** @throws CommandRefused `invalid_currency` */
export function readCurrency(text: string): string {
  if (isCurrencyCode(text)) return text;
  const capitals = text.toUpperCase();
  const remedy = isCurrencyCode(capitals) ? ` Did you mean ${capitals}?` : '';
  throw new CommandRefused(
    'invalid_currency',
    `A currency is a code of ISO 4217 in capitals, such as GBP; ${JSON.stringify(text)} is none.${remedy}`,
    EXIT_WRONG_USAGE,
  );
}

/** What a command line says of a quota. Not null for none: Commander takes null for an empty text. */
export type Quota = number | 'none';

/** @throws CommandRefused `invalid_quota` */
export function readQuota(text: string): Quota {
  if (text === 'none') return 'none';
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= MOST_QUOTA_ITEMS) return Number(text);
  throw new CommandRefused(
    'invalid_quota',
    `A quota is a number of items from 1 to ${inDigits(MOST_QUOTA_ITEMS)} in digits alone, or "none" for the deployment's default; ` +
      `${JSON.stringify(text)} is neither.`,
    EXIT_WRONG_USAGE,
  );
}

/** The most items that may wait undecided; null is the deployment's default. */
export function itemQuotaOf(quota: Quota): number | null {
  return quota === 'none' ? null : quota;
}
