import { isCurrencyCode } from '@app/domain';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

/** For people to read in a table, so no longer than one. */
const MOST_NAME_CHARACTERS = 100;

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
