import { setTimeout as pause } from 'node:timers/promises';
import { type Partner } from '../../support/partner';
import { type Accepted, type StatusDocument } from '../../support/status-document';
import { type Kind, type Ledger, ROUTES } from '../oracle/ledger';

const LANE_PAUSE_MS = 150;

/** What the next request of a lane is. */
export type NextRequest = (lane: number, n: number) => { kind: Kind; items: readonly unknown[] };

/** What a broken connection was called. Errors of fetch are no `Error` of the test's own realm. */
function codeOf(error: unknown): string {
  return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
}

/** Clients that send without end, and go to the next API when one refuses the connection. */
export class ReconnectingLanes {
  /** How often each status was answered, and each error of a connection met. */
  readonly answered = new Map<number | string, number>();
  /** Items of all requests that were answered 2xx. */
  items = 0;
  private isOver = false;
  private readonly lanes: Promise<void>[];

  /** @param partners one and the same, at each API */
  constructor(
    private readonly ledger: Ledger,
    private readonly partners: readonly Partner[],
    private readonly next: NextRequest,
    lanes: number,
  ) {
    this.lanes = Array.from({ length: lanes }, (_, lane) => this.run(lane));
    for (const lane of this.lanes) lane.catch(() => undefined); // `end` tells
  }

  /** Sends no more; resolves when everything is answered. */
  async end(): Promise<Record<string, number>> {
    this.isOver = true;
    await Promise.all(this.lanes);
    return Object.fromEntries(this.answered);
  }

  private async run(lane: number): Promise<void> {
    for (let n = 0; !this.isOver; n++) {
      const { kind, items } = this.next(lane, n);
      await this.sendUntilTaken(lane, kind, items);
      this.items += items.length;
      await pause(LANE_PAUSE_MS);
    }
  }

  private async sendUntilTaken(lane: number, kind: Kind, items: readonly unknown[]): Promise<void> {
    const { partners } = this;
    const entry = this.ledger.note(partners[0] as Partner, kind, () => items);
    for (let at = lane; entry.statusCheckId === undefined; at++) {
      try {
        const answer = await (partners[at % partners.length] as Partner).post(ROUTES[kind], items, {
          'idempotency-key': entry.idempotencyKey,
        });
        this.note(answer.status);
        if (answer.status === 202) entry.statusCheckId = (answer.json() as Accepted).status_check_id;
        if (answer.status === 200) entry.statusCheckId = (answer.json() as StatusDocument).id;
      } catch (error) {
        this.note(codeOf(error));
      }
    }
  }

  private note(what: number | string): void {
    this.answered.set(what, (this.answered.get(what) ?? 0) + 1);
  }
}
