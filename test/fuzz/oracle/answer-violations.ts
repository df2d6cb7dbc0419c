import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type Document, resolved } from '../../support/openapi/document';
import { type FuzzRequest, isHead } from '../fuzz-request';
import { DocumentedPlaces } from './documented-places';
import { textOfAnswer, type WireAnswer } from '../wire/wire-answer';

const DOCUMENT = 'openapi.json';
const PROBLEM = 'application/problem+json';

/** What may be answered to a request that HTTP itself, or the lack of an address, is in the way of. */
const WITHOUT_OPERATION = new Set([400, 401, 404, 405, 408, 417, 429, 431]);
const BY_PROTOCOL = new Set([400, 408, 417, 431]);

/** Holds answers to the OpenAPI document: status, media type, header fields and body. */
export class AnswerViolations {
  // Not strict: the document as a whole is no schema, only its parts are.
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly places: DocumentedPlaces;

  constructor(private readonly document: Document) {
    addFormats(this.ajv);
    this.ajv.addSchema(document, DOCUMENT);
    this.places = new DocumentedPlaces(document);
  }

  /** A sentence for each way in which the answer is not as documented. */
  of(request: FuzzRequest, answer: WireAnswer): string[] {
    const { status } = answer;
    // On a machine that others use, too, the database may take longer than a probe waits. How it must say so is documented.
    const saysNotReady = status === 503 && request.target === '/health/ready';
    if (status >= 500 && !saysNotReady) return [`answered ${status}`];
    const place = isOpen(request) ? null : this.places.placeOf(request);
    const response = place?.operation.responses[String(status)];
    if (response === undefined) {
      const isKnown = place === null ? this.isAnyAnswer(request, status) : BY_PROTOCOL.has(status);
      return isKnown
        ? this.problemViolations(request, answer)
        : [`${status} is not documented for ${this.nameOf(request)}`];
    }
    const missing = Object.entries(response.headers ?? {})
      .filter(
        ([name, header]) =>
          resolved(this.document, header).required && !answer.fields.has(name.toLowerCase()),
      )
      .map(([name]) => `${status} without ${name}`);
    if (isHead(request) || response.content === undefined) return missing;
    const mediaType = mediaTypeOf(answer);
    const documented = Object.keys(response.content).find((one) => isOf(mediaType, one));
    if (documented === undefined) {
      // HTTP refuses before there is an operation, and in the form of all problems.
      if (BY_PROTOCOL.has(status)) return [...missing, ...this.problemViolations(request, answer)];
      return [...missing, `${status} as ${mediaType}`];
    }
    if (!mediaType.includes('json')) return missing;
    const where = [
      'paths',
      place?.path ?? '',
      place?.method ?? '',
      'responses',
      String(status),
      'content',
      documented,
      'schema',
    ];
    return [...missing, ...this.schemaViolations(pointer(...where), answer)];
  }

  /** Whether a value keeps the schema of one element of a batch's body; null where the request has no such schema. */
  keepsItemSchema(request: FuzzRequest): ValidateFunction | null {
    const place = this.places.placeOf(request);
    if (place === null) return null;
    const where = [
      'paths',
      place.path,
      place.method,
      'requestBody',
      'content',
      'application/json',
      'schema',
      'items',
    ];
    return this.ajv.getSchema(`${DOCUMENT}${pointer(...where)}`) ?? null;
  }

  private isAnyAnswer(request: FuzzRequest, status: number): boolean {
    if (WITHOUT_OPERATION.has(status)) return true;
    const operations = Object.values(this.document.paths).flatMap((methods) => Object.values(methods));
    return isOpen(request) && operations.some(({ responses }) => responses[String(status)] !== undefined);
  }

  private problemViolations(request: FuzzRequest, answer: WireAnswer): string[] {
    const mediaType = mediaTypeOf(answer);
    // A success, a refused token or an answer to HEAD, and none of them is known for sure.
    if (isHead(request) || (isOpen(request) && (answer.status < 400 || mediaType === 'application/json')))
      return [];
    if (mediaType !== PROBLEM) return [`${answer.status} as ${mediaType || 'nothing'}`];
    return this.schemaViolations(pointer('components', 'schemas', 'Problem'), answer);
  }

  private schemaViolations(at: string, answer: WireAnswer): string[] {
    const keepsSchema = this.ajv.getSchema(`${DOCUMENT}${at}`);
    if (keepsSchema === undefined) return [`there is no schema at ${at}`];
    try {
      const body: unknown = JSON.parse(textOfAnswer(answer));
      return keepsSchema(body) ? [] : [`${answer.status}: ${this.ajv.errorsText(keepsSchema.errors)}`];
    } catch (error) {
      return [`${answer.status} with a body that cannot be read: ${String(error)}`];
    }
  }

  private nameOf(request: FuzzRequest): string {
    const place = this.places.placeOf(request);
    return place?.operation.operationId ?? `no operation (${request.method})`;
  }
}

function mediaTypeOf({ fields }: WireAnswer): string {
  return (fields.get('content-type') ?? '').split(';')[0] ?? '';
}

/** With other bytes in the head, or other framing, it is open which operation was meant, and what was its body. */
function isOpen({ promised }: FuzzRequest): boolean {
  return promised === 'any-http';
}

function isOf(mediaType: string, documented: string): boolean {
  return documented.endsWith('/*') ? mediaType.startsWith(documented.slice(0, -1)) : mediaType === documented;
}

function pointer(...steps: readonly string[]): string {
  const escaped = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#/${escaped.map(encodeURIComponent).join('/')}`;
}
