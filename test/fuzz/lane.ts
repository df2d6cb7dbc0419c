import { setTimeout as pause } from 'node:timers/promises';
import { type Accepted, type StatusDocument } from '../support/status-document';
import { fieldOf, type FuzzRequest, isHead, wireBytes } from './fuzz-request';
import { type Ground } from './ground';
import { type AnswerViolations } from './oracle/answer-violations';
import { type BodyLimits, bodyVerdict } from './oracle/body-verdict';
import { decidedViolations } from './oracle/decided-violations';
import { type Tally } from './tally';
import { Connection, sendAlone } from './wire/connection';
import { piecesOf } from './wire/pieces';
import { textOfAnswer, type WireAnswer } from './wire/wire-answer';

/** The promise for accepted items, whatever happens. */
const DECIDED_WITHIN_MS = 30_000;
const FIRST_LOOK_MS = 20;

/** What stands behind a request that is followed: answered at once, and after it all the same. */
const FOLLOWER = Buffer.from('GET /health/live HTTP/1.1\r\nHost: service\r\n\r\n');

export interface LaneOptions {
  readonly port: number;
  readonly ground: Ground;
  readonly limits: BodyLimits;
  readonly documented: AnswerViolations;
  readonly tally: Tally;
}

/** Sends one request after the other on a connection of its own, and holds what comes of each to the contract. */
export class Lane {
  private readonly connection: Connection;

  constructor(private readonly options: LaneOptions) {
    this.connection = new Connection(options.port);
  }

  close(): void {
    this.connection.close();
  }

  /** A sentence for everything that is wrong with what came of a request. */
  async violationsOf(request: FuzzRequest): Promise<string[]> {
    try {
      return await this.judged(request);
    } catch (error) {
      return [String(error)];
    }
  }

  private async judged(request: FuzzRequest): Promise<string[]> {
    const { port, documented, tally } = this.options;
    if (request.promised === 'any-http') {
      const answers = await sendAlone(
        port,
        piecesOf(wireBytes(request), request.cuts ?? []),
        isHead(request),
      );
      tally.answered(answers.map(({ status }) => status));
      return answers.flatMap((answer) => documented.of(request, answer));
    }
    const { answer, follower } = await this.exchanged(request);
    tally.answered([answer.status]);
    return [
      ...(follower === undefined || follower.status === 200
        ? []
        : [`the request behind it was answered ${follower.status}`]),
      ...documented.of(request, answer),
      ...this.broken(request, answer),
      ...(await this.decided(request, answer)),
    ];
  }

  /** The answer to a request, and to the one behind it, where there is one and the connection lasts. */
  private async exchanged(request: FuzzRequest): Promise<{ answer: WireAnswer; follower?: WireAnswer }> {
    const { cuts = [], isFollowed = false } = request;
    const bytes = Buffer.concat([wireBytes(request), ...(isFollowed ? [FOLLOWER] : [])]);
    const areHead = [isHead(request), ...(isFollowed ? [false] : [])];
    const [answer, follower] = await this.connection.exchange(piecesOf(bytes, cuts), areHead);
    if (answer === undefined) throw new Error('every request is answered');
    return { answer, ...(follower !== undefined && { follower }) };
  }

  /** What the answer's status breaks of the promise. */
  private broken(request: FuzzRequest, answer: WireAnswer): string[] {
    const { status } = answer;
    const isSuccess = status < 400;
    const mayMeetAnother = fieldOf(request, 'idempotency-key')?.startsWith('new-') === false;
    if (status === 429 || (mayMeetAnother && (status === 409 || status === 422))) return [];
    if (request.promised === 'success') return isSuccess ? [] : [`a valid request was answered ${status}`];
    if (request.promised !== 'body-decides') return [];
    const verdict = bodyVerdict(request, this.options.limits);
    if ('items' in verdict) return isSuccess ? [] : [`a sound body was answered ${status}`];
    if (isSuccess)
      return [`a body to be refused as ${verdict.refusedAs.join(' or ')} was answered ${status}`];
    const { type } = JSON.parse(textOfAnswer(answer)) as { type: string };
    const known = verdict.refusedAs.some((name) => type === `/problems/${name}`);
    return known ? [] : [`refused as ${type} in place of ${verdict.refusedAs.join(' or ')}`];
  }

  /** Waits until an accepted batch is decided, and holds the document to what was sent. */
  private async decided(request: FuzzRequest, answer: WireAnswer): Promise<string[]> {
    if (request.method !== 'POST' || answer.status >= 300) return [];
    const { ground, limits, documented, tally } = this.options;
    const first = textOfAnswer(answer);
    const known = JSON.parse(first) as Partial<Accepted>;
    const isBatch = known.status_check_uri !== undefined || 'counts' in known;
    if (!isBatch) return [];
    if (known.status_check_uri !== undefined) ground.remember(known.status_check_uri);
    const text =
      known.status_check_uri === undefined ? first : await this.decidedText(known.status_check_uri);
    if (text === null) return [`not decided within ${DECIDED_WITHIN_MS} ms`];
    const verdict = bodyVerdict(request, limits);
    if (!('items' in verdict))
      return request.promised === 'documented' ? [] : ['accepted, and not to be read'];
    tally.batches++;
    tally.items += verdict.items.length;
    const isNew = fieldOf(request, 'idempotency-key') === undefined || !this.mayBeRepeated(request);
    return decidedViolations(text, verdict.items, {
      keepsSchema: documented.keepsItemSchema(request),
      allValid: request.promised === 'success' && isNew,
      keyMember: known.status_check_uri?.includes('/revenueClaims/')
        ? 'unique_reference'
        : 'partner_client_id',
    });
  }

  private mayBeRepeated(request: FuzzRequest): boolean {
    return fieldOf(request, 'idempotency-key')?.startsWith('new-') === false;
  }

  /** The document of a batch once all of it is decided; null when that takes too long. */
  private async decidedText(uri: string): Promise<string | null> {
    const { ground, tally } = this.options;
    const read: FuzzRequest = {
      origin: 'a look at an accepted batch',
      method: 'GET',
      target: uri,
      fields: [
        ['Host', 'service'],
        ['Authorization', `Bearer ${ground.token}`],
      ],
      body: Buffer.alloc(0),
      promised: 'success',
    };
    const deadline = performance.now() + DECIDED_WITHIN_MS;
    for (let waitMs = FIRST_LOOK_MS; performance.now() < deadline; waitMs = Math.min(waitMs * 2, 1_000)) {
      await pause(waitMs);
      const { answer } = await this.exchanged(read);
      tally.reads++;
      const text = textOfAnswer(answer);
      if (answer.status !== 200) throw new Error(`an accepted batch was answered ${answer.status}: ${text}`);
      if ((JSON.parse(text) as StatusDocument).status === 'Completed') return text;
    }
    return null;
  }
}
