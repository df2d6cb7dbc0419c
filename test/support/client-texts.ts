import { client } from './clients';

/** A request body of items that are JSON texts already, so that a test decides about every character. */
export function arrayOf(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}

/** A valid partner client as JSON text, with other values for some members; undefined leaves one out. */
export function clientText(key: string, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...client(key), ...changes });
}

/** The same with more members, which are JSON text: for what JSON.stringify cannot write. */
export function clientTextWith(key: string, members: string): string {
  return `${clientText(key).slice(0, -1)},${members}}`;
}
