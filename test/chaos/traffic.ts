import { setTimeout as pause } from 'node:timers/promises';
import { client, clients } from '../support/clients';
import { claim, claimOf } from '../support/claims';
import { type Partner } from '../support/partner';
import { type Kind, type LedgerEntry } from '../faults/oracle/ledger';
import { type Oracle } from '../faults/oracle/oracle';

/** Requests under way at a time: small ones one after the other, so that something always is, and of all sizes at the bounded rate. */
const STEADY_LANES = 4;
const LANES = 8;
const STEADY_PAUSE_MS = 120;
const STEADY_SIZES = [1, 1, 3, 20, 60];
/** How long a partner tries to be told: faults follow one another. */
const TOLD_WITHIN_MS = 180_000;
const PACE_LOOK_MS = 20;
/** Clients of each partner that are saved before anything happens: those whom claims belong to. */
const BASE_CLIENTS = 2_000;
/** Every so many items one is wrong in itself, one occurs again, and one occurs otherwise. */
const FAILED_EVERY = 97;
const EQUAL_EVERY = 53;
const CONFLICT_EVERY = 71;

/** How often which kind is sent, and in which sizes. */
const MIX: readonly { kind: Kind; weight: number; sizes: readonly number[] }[] = [
  { kind: 'clients', weight: 0.6, sizes: [1, 1, 1, 3, 3, 40, 40, 400, 400, 1_000, 6_000, 10_000] },
  { kind: 'revenue-claims', weight: 0.2, sizes: [1, 20, 300, 1_500] },
  { kind: 'clients-with-claims', weight: 0.2, sizes: [1, 10, 100] },
];

/** A run of a partner's numbered items, of which a request is made. */
interface Run {
  readonly kind: Kind;
  readonly from: number;
  readonly count: number;
  readonly currency: string;
}

/** Partners who send all kinds of batches at a bounded rate, new ones and some again, and repeat each until they are told. */
export class Traffic {
  private readonly next = new Map<string, number>();
  private stopped = false;
  private underWay = 0;
  private sentItems = 0;
  private lanes: Promise<void>[] = [];

  /**
   * @param partners every partner at every API
   * @param itemsPerS how much they send altogether
   */
  constructor(
    private readonly oracle: Oracle,
    private readonly partners: readonly Partner[],
    private readonly chance: () => number,
    private readonly itemsPerS: number,
  ) {}

  get items(): number {
    return this.sentItems;
  }

  get requestsUnderWay(): number {
    return this.underWay;
  }

  /** Saves the clients that claims belong to, and begins. */
  async start(): Promise<void> {
    const byName = new Map(this.partners.map((partner) => [partner.credentials.name, partner]));
    for (const partner of byName.values()) {
      await this.oracle.ledger.send(partner, 'clients', () => clients('base', BASE_CLIENTS));
    }
    await this.oracle.mustSettle();
    const begunMs = performance.now();
    this.lanes = Array.from({ length: LANES }, (_, lane) =>
      lane < STEADY_LANES ? this.steadyLane() : this.lane(begunMs),
    );
    // A failure is told by `stop`.
    for (const lane of this.lanes) lane.catch(() => undefined);
  }

  /**
   * Sends nothing new, and waits until everybody has been told.
   * @throws when a partner got an answer that it can do nothing with, or none in time
   */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.lanes);
  }

  private async steadyLane(): Promise<void> {
    while (!this.stopped) {
      await this.request(STEADY_SIZES);
      await pause(STEADY_PAUSE_MS);
    }
  }

  private async lane(begunMs: number): Promise<void> {
    while (!this.stopped) {
      if (this.sentItems > ((performance.now() - begunMs) / 1000) * this.itemsPerS) {
        await pause(PACE_LOOK_MS);
        continue;
      }
      await this.request();
    }
  }

  private async request(sizes?: readonly number[]): Promise<LedgerEntry> {
    const partner = this.oneOf(this.partners);
    const run = this.nextRun(partner, sizes);
    this.sentItems += run.count;
    this.underWay++;
    try {
      const entry = this.oracle.ledger.note(partner, run.kind, () => itemsOf(run));
      return await this.oracle.ledger.sendUntilTold(entry, TOLD_WITHIN_MS);
    } finally {
      this.underWay--;
    }
  }

  /** Mostly new items; a quarter are sent again, in part or whole, sometimes while their first request is under way. */
  private nextRun({ credentials: { name, currency } }: Partner, given: readonly number[] | undefined): Run {
    const at = this.chance();
    let kind: Kind = 'clients';
    let sum = 0;
    for (const each of MIX) {
      if (at >= sum) kind = each.kind;
      sum += each.weight;
    }
    const sizes = given ?? MIX.find((each) => each.kind === kind)?.sizes ?? [1];
    const count = this.oneOf(sizes);
    const key = `${name} ${kind}`;
    const next = this.next.get(key) ?? 0;
    const isSentAgain = this.chance() < 0.25;
    const from = isSentAgain ? Math.max(0, next - Math.ceil(this.chance() * 3 * count)) : next;
    this.next.set(key, Math.max(next, from + count));
    return { kind, from, count, currency };
  }

  private oneOf<T>(all: readonly T[]): T {
    return all[Math.floor(this.chance() * all.length)] as T;
  }
}

/** The items of a run: the same number always gives the same item, but for the ones that contradict an earlier one of their run. */
function itemsOf({ kind, from, count, currency }: Run): unknown[] {
  return Array.from({ length: count }, (_, position) => {
    const repeats = position > 0 && position % EQUAL_EVERY === 0;
    const contradicts = position > 0 && position % CONFLICT_EVERY === 0;
    const number = from + position - (repeats || contradicts ? 1 : 0);
    return itemNumber(kind, number, { currency, isOther: contradicts });
  });
}

function itemNumber(
  kind: Kind,
  number: number,
  { currency, isOther }: { currency: string; isOther: boolean },
): unknown {
  const date = isOther ? { client_start_date: '2019-09-09' } : {};
  const type = number % FAILED_EVERY === 0 ? { entity_type: 'Circus' } : {};
  switch (kind) {
    case 'clients':
      return client(`client-${number}`, { ...date, ...type });
    case 'clients-with-claims':
      return {
        ...client(`with-claims-${number}`, { ...date, ...type }),
        revenue_claims: [claim(`inner-${number}`, { currency })],
      };
    case 'revenue-claims': {
      const of = number % FAILED_EVERY === 0 ? 'nobody' : `base-${number % BASE_CLIENTS}`;
      return claimOf(of, `claim-${number}`, { currency, ...(isOther && { total_amount: 1 }) });
    }
  }
}
