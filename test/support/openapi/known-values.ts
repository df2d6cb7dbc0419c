/**
 * What stands in a real run for the ids and credentials of the document. Ids are learned from the first answer that has
 * them, so that whatever names the same batch later must name the real one.
 */
export class KnownValues {
  private readonly real = new Map<string, string>();

  constructor(credentials: { client_id: string; client_secret: string }) {
    this.real.set('your-client-id', credentials.client_id);
    this.real.set('your-client-secret', credentials.client_secret);
  }

  /** Learns the real value of a documented one, unless it is known already. */
  learn(documented: unknown, real: unknown): void {
    if (typeof documented !== 'string' || typeof real !== 'string' || this.real.has(documented)) return;
    this.real.set(documented, real);
  }

  /** A documented text with the real values in it. */
  inText(text: string): string {
    const basic = /^Basic (.+)$/.exec(text)?.[1];
    if (basic !== undefined) {
      const credentials = this.inText(Buffer.from(basic, 'base64').toString());
      return `Basic ${Buffer.from(credentials).toString('base64')}`;
    }
    return [...this.real].reduce((result, [documented, real]) => result.replaceAll(documented, real), text);
  }

  /** A documented JSON value with the real values in it. */
  inValue(value: unknown): unknown {
    return JSON.parse(this.inText(JSON.stringify(value)));
  }
}

const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Members whose values differ with every run, and what they look like. */
const BY_KIND: Readonly<Record<string, RegExp>> = {
  created_at: UTC_TIME,
  updated_at: UTC_TIME,
  access_token: TOKEN,
};

/** What an answer is expected to equal: a documented value, but that times and tokens are only of the right kind. */
export function expectation(documented: unknown): unknown {
  if (typeof documented !== 'object' || documented === null || Array.isArray(documented)) return documented;
  return Object.fromEntries(
    Object.entries(documented).map(([member, value]) => {
      const kind = BY_KIND[member];
      return [member, kind === undefined ? (value as unknown) : (expect.stringMatching(kind) as unknown)];
    }),
  );
}
