/** COPY's text format (PostgreSQL documentation, COPY, "Text Format"): what would end a field or a line is escaped. */
const SPECIAL = /[\\\b\f\n\r\t\v]/;
const EACH_SPECIAL = /[\\\b\f\n\r\t\v]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** One field of a line; null is SQL's NULL. */
export function copyField(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value)
    ? value.replace(EACH_SPECIAL, (character) => ESCAPES[character] ?? character)
    : value;
}

/** Characters of one chunk on the way to PostgreSQL: large enough to make system calls rare, small enough to stay in cache. */
const CHUNK_LENGTH = 64 * 1024;

/** Joins lines into chunks, so that a stream carries few large pieces instead of many small ones. */
export function* inChunks<T>(values: Iterable<T>, toLine: (value: T) => string): Generator<string> {
  let chunk = '';
  for (const value of values) {
    chunk += toLine(value);
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
