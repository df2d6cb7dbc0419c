/** An answer as it stands on the wire. */
export interface WireAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** What follows the header fields, up to the next answer. */
  readonly rest: string;
}

/** Cuts what came over a connection into answers; the bodies of this service never look like one. */
export function answersIn(received: string): WireAnswer[] {
  return received
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((text) => text !== '')
    .map((text) => {
      const end = text.indexOf('\r\n\r\n');
      const [line = '', ...fields] = text.slice(0, end).split('\r\n');
      const pairs = fields.map((field) => {
        const colon = field.indexOf(':');
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
      });
      return { status: Number(line.split(' ')[1]), fields: new Map(pairs), rest: text.slice(end + 4) };
    });
}
