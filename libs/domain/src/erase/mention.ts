import { RECORD_KINDS } from '../kinds';

/** The member that names a client, in clients, in claims, and in claims inside of clients. */
const CLIENT_MEMBER = RECORD_KINDS.clients.keyMember;

/** Every string of a well-formed JSON text in turn, and whether it is a member's name. */
const STRINGS = /("(?:[^"\\]|\\.)*")(\s*:)?/g;
const WHITE_SPACE = /^\s*$/;

/**
 * How an item speaks of a client: as the one that it is about, which `partner_client_id` says at any depth; or only `elsewhere`, where the
 * same text is another member's value or a member's name and may mean anything. Null where it does not have the text as a whole string.
 *
 * Works on the text, not on its value: a member that occurs twice has two values, of which a parser keeps one.
 *
 * @param text well-formed JSON
 * @param clientKey compared exactly, after unescaping
 */
export function mentionOf(text: string, clientKey: string): 'about' | 'elsewhere' | null {
  // Nearly every item ends here: a key that is not there in its plain form is only there with escapes.
  if (!text.includes(clientKey) && !text.includes('\\')) return null;
  let elsewhere = false;
  let valueOfClientAt = -1;
  for (const { 1: literal = '""', 2: colon, 0: whole, index } of text.matchAll(STRINGS)) {
    const value = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
    const namesClient = valueOfClientAt >= 0 && WHITE_SPACE.test(text.slice(valueOfClientAt, index));
    if (value === clientKey) {
      if (namesClient) return 'about';
      elsewhere = true;
    }
    valueOfClientAt = colon !== undefined && value === CLIENT_MEMBER ? index + whole.length : -1;
  }
  return elsewhere ? 'elsewhere' : null;
}
