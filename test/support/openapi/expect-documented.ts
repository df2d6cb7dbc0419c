import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type Answer } from '../http';
import { type Document, resolved } from './document';
import { type DocumentedExample } from './documented-examples';
import { expectation, type KnownValues } from './known-values';
import { memberOf } from './member-of';

const DOCUMENT = 'openapi.json';

/** Holds answers against the document: status, media type, header fields, schema, and the body to the letter. */
export class DocumentedAnswers {
  // Not strict: the document as a whole is no schema, only its parts are.
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(
    private readonly document: Document,
    private readonly known: KnownValues,
  ) {
    addFormats(this.ajv);
    this.ajv.addSchema(document, DOCUMENT);
  }

  /** Expects what the document says. Learns ids and header values that it meets for the first time. */
  expect({ name, answer: documented }: DocumentedExample, answer: Answer): void {
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: documented.status });
    this.expectHeaders(documented.headers ?? {}, name, answer);
    if (documented.mediaType === null) {
      expect(answer.text).toBe('');
      return;
    }
    const [mediaType] = (answer.headers.get('content-type') ?? '').split(';');
    expect(mediaType).toBe(documented.mediaType);
    const body = answer.json();
    this.learnIds(documented.value, body);
    expect(body).toEqual(expectation(this.known.inValue(documented.value)));
    const keepsSchema = this.schemaAt(documented.schemaPointer);
    if (!keepsSchema(body)) throw new Error(this.ajv.errorsText(keepsSchema.errors));
  }

  private expectHeaders(
    headers: NonNullable<DocumentedExample['answer']['headers']>,
    example: string,
    { headers: sent }: Answer,
  ): void {
    for (const [name, described] of Object.entries(headers)) {
      const { required, schema, examples = {} } = resolved(this.document, described);
      const value = sent.get(name);
      if (required) expect([name, value]).toEqual([name, expect.stringMatching(/./)]);
      if (value !== null && schema.type === 'integer')
        expect([name, value]).toEqual([name, expect.stringMatching(/^[1-9]\d*$/)]);
      const documented = examples[example]?.value;
      if (typeof documented !== 'string') continue;
      this.known.learn(documented, value);
      expect([name, value]).toEqual([name, this.known.inText(documented)]);
    }
  }

  private learnIds(documented: unknown, real: unknown): void {
    for (const member of ['id', 'status_check_id', 'next_cursor']) {
      this.known.learn(memberOf(documented, member), memberOf(real, member));
    }
  }

  private schemaAt(pointer: string): ValidateFunction {
    const schema = this.ajv.getSchema(`${DOCUMENT}${pointer}`);
    if (schema === undefined) throw new Error(`there is no schema at ${pointer}`);
    return schema;
  }
}
