import { setTimeout as pause } from 'node:timers/promises';
import { type Answer } from '../../support/http';
import { type Partner } from '../../support/partner';
import { type Accepted, type StatusDocument } from '../../support/status-document';

export const ROUTES = {
  clients: '/api/v1/clients',
  'clients-with-claims': '/api/v1/clients/revenueClaims',
  'revenue-claims': '/api/v1/revenueClaims',
} as const;
export type Kind = keyof typeof ROUTES;

/** One request of a partner, however often it was sent, with what the partner was told about it. */
export interface LedgerEntry {
  readonly partner: Partner;
  readonly kind: Kind;
  readonly items: () => readonly unknown[];
  readonly idempotencyKey: string;
  /** How often it was sent. */
  attempts: number;
  /** The statuses that were answered; 0 stands for no answer. */
  readonly answers: number[];
  /** The batch that a 2xx named. */
  statusCheckId?: string;
}

/** Answers after which a partner tries again: later, or as soon as there is somebody to answer. */
const TRY_AGAIN = new Set([0, 409, 429, 503]);
/** Between two attempts, in place of Retry-After: faults are over sooner than it says. */
const RETRY_MS = 100;
const TOLD_WITHIN_MS = 60_000;
/** No answer may take longer: a client has a timeout of its own. */
const ANSWER_WITHIN_MS = 30_000;

/** What partners sent and were told: the oracle holds the service to it. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  private sent = 0;

  /** Notes a request with an idempotency key of its own, without sending it. */
  note(partner: Partner, kind: Kind, items: () => readonly unknown[]): LedgerEntry {
    const entry: LedgerEntry = {
      partner,
      kind,
      items,
      idempotencyKey: `request-${this.sent++}`,
      attempts: 0,
      answers: [],
    };
    this.entries.push(entry);
    return entry;
  }

  /**
   * Sends a request again and again, with the same idempotency key, until it is answered 2xx, as a careful partner does.
   * @throws at any answer that calls for neither, and when the time is over
   */
  async send(partner: Partner, kind: Kind, items: () => readonly unknown[]): Promise<LedgerEntry> {
    return this.sendUntilTold(this.note(partner, kind, items));
  }

  /** As `send`, for an entry that has been noted, and perhaps been sent before. */
  async sendUntilTold(entry: LedgerEntry, withinMs = TOLD_WITHIN_MS): Promise<LedgerEntry> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const status = await this.sendOnce(entry);
      if (status === 200 || status === 202) return entry;
      if (!TRY_AGAIN.has(status)) throw new Error(`${entry.idempotencyKey} was answered ${status}`);
      if (performance.now() > deadline) {
        throw new Error(`${entry.idempotencyKey} was not accepted in time: ${entry.answers.join(', ')}`);
      }
      await pause(RETRY_MS);
    }
  }

  /**
   * Sends it once, notes what comes of it, and gives the status; 0 for no answer.
   * @throws when it is to be sent again, and the answer does not say when
   */
  async sendOnce(entry: LedgerEntry): Promise<number> {
    entry.attempts++;
    const answer = await answerTo(entry);
    entry.answers.push(answer?.status ?? 0);
    if (answer !== null && TRY_AGAIN.has(answer.status) && !answer.headers.has('retry-after')) {
      throw new Error(`${entry.idempotencyKey} was answered ${answer.status} without Retry-After`);
    }
    if (answer?.status === 202) entry.statusCheckId = (answer.json() as Accepted).status_check_id;
    if (answer?.status === 200) entry.statusCheckId = (answer.json() as StatusDocument).id;
    return answer?.status ?? 0;
  }
}

async function answerTo({ partner, kind, items, idempotencyKey }: LedgerEntry): Promise<Answer | null> {
  const sent = partner.post(ROUTES[kind], items(), { 'idempotency-key': idempotencyKey });
  try {
    return await Promise.race([sent, pause(ANSWER_WITHIN_MS, null, { ref: false })]);
  } catch {
    return null; // the connection was refused, or ended before an answer
  } finally {
    sent.catch(() => undefined);
  }
}
