import { isUsableKey } from '@app/domain';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

const MOST_WAIT_S = 3600;
const MOST_REFERENCE_CHARACTERS = 100;

/** @throws CommandRefused `invalid_client_key` for a text that no client can have */
export function readClientKey(text: string): string {
  if (isUsableKey(text)) return text;
  throw new CommandRefused(
    'invalid_client_key',
    `No client has the key ${JSON.stringify(text)}: keys are 1 to 100 characters, without white space at their ends and without control characters.`,
    EXIT_WRONG_USAGE,
  );
}

/** @throws CommandRefused `wrong_usage` */
export function readReference(text: string): string {
  if (
    text.trim() === text &&
    text.length > 0 &&
    text.length <= MOST_REFERENCE_CHARACTERS &&
    !/\p{C}/u.test(text)
  )
    return text;
  throw new CommandRefused(
    'wrong_usage',
    `A reference is 1 to ${MOST_REFERENCE_CHARACTERS} characters, such as the number of a ticket.`,
    EXIT_WRONG_USAGE,
  );
}

/** @throws CommandRefused `wrong_usage` */
export function readWait(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MOST_WAIT_S) return Number(text);
  throw new CommandRefused(
    'wrong_usage',
    `--wait is a whole number of seconds from 0 to ${MOST_WAIT_S}.`,
    EXIT_WRONG_USAGE,
  );
}
