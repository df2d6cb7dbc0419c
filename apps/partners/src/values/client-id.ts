import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

const MOST_CHARACTERS = 100;

/**
 * Narrower than what the token route takes (RFC 6749 appendix A.1): nothing that a form, a header or a shell would
 * read in another way.
 */
const CLIENT_ID = new RegExp(`^[a-z0-9][a-z0-9._-]{0,${MOST_CHARACTERS - 1}}$`);

/** @throws CommandRefused `invalid_client_id` */
export function readClientId(text: string): string {
  if (CLIENT_ID.test(text)) return text;
  throw refused(
    `A client id is 1 to ${MOST_CHARACTERS} of the characters a-z, 0-9, ".", "_" and "-", and begins with a letter or digit; ` +
      `${JSON.stringify(text)} is none.`,
  );
}

/**
 * A client id made of a name: "Crédit & Fils" becomes "credit-fils".
 * @throws CommandRefused `invalid_client_id` when nothing of the name can stand in one
 */
export function clientIdOf(name: string): string {
  const clientId = inClientIdCharacters(name);
  if (clientId !== '') return clientId;
  throw refused(`No client id can be made of ${JSON.stringify(name)}. Choose one with --client-id.`);
}

/** A text in lower case without accents, with one dash for whatever cannot stand in a client id; may be empty. */
export function inClientIdCharacters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MOST_CHARACTERS)
    .replace(/-$/, '');
}

function refused(message: string): CommandRefused {
  return new CommandRefused('invalid_client_id', message, EXIT_WRONG_USAGE);
}
