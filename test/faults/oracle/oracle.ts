import type pg from 'pg';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { client, clients } from '../../support/clients';
import { type Service } from '../../support/service';
import { connected, rowsOf } from '../../support/sql';
import { Ledger } from './ledger';
import { modelViolations } from './model-violations';
import { storedViolations } from './stored-violations';

/** The bound of docs/contract.md's promise: whatever happens, an accepted item is decided within this time. */
const DECIDED_WITHIN_MS = 30_000;

/** As many as are written with COPY. */
const BYSTANDERS = 600;

/** More violations than this say nothing new. */
const SHOWN_VIOLATIONS = 20;

export interface Verdict {
  /** Items of all requests that were answered 2xx. */
  readonly items: number;
  readonly lost: number;
  readonly doubled: number;
  /** Time from asking until everything accepted was decided, in milliseconds. */
  readonly recoveryMs: number;
  /** A sentence for each violation; empty when all is well. */
  readonly violations: readonly string[];
}

/** Knows what partners were told, looks at what is stored, and says whether the service has kept its promises. */
export class Oracle {
  readonly ledger = new Ledger();
  private bystander = '';

  private constructor(private readonly service: Service) {}

  /**
   * Begins to watch a service: partner B saves clients, which must stay as they are.
   * @param keys that B uses for some of them, and A will use as well
   */
  static async watch(service: Service, keys: readonly string[] = []): Promise<Oracle> {
    const oracle = new Oracle(service);
    const [, other] = service.partners;
    const own = clients('bystander', BYSTANDERS - keys.length);
    const items = [...own, ...keys.map((key) => client(key))];
    await oracle.ledger.send(other, 'clients', () => items);
    await oracle.mustSettle();
    oracle.bystander = await oracle.bystandersRows();
    return oracle;
  }

  /**
   * Waits until every stored item is decided.
   * @returns the time it took in milliseconds; null when it was not done in time
   */
  async settled(withinMs = DECIDED_WITHIN_MS): Promise<number | null> {
    const begunMs = performance.now();
    const isSettled = async (): Promise<boolean> => (await this.undecidedShards()) === 0;
    const done = await waitUntil(isSettled, { withinMs, everyMs: 25 });
    return done ? performance.now() - begunMs : null;
  }

  /**
   * As `settled`, for those who go on only when it was done.
   * @throws when it was not done in time
   */
  async mustSettle(withinMs = DECIDED_WITHIN_MS): Promise<number> {
    const afterMs = await this.settled(withinMs);
    if (afterMs === null) throw new Error(`not all decided within ${withinMs} ms`);
    return afterMs;
  }

  /** Shards that are stored and not decided. Tells nothing, and throws, while PostgreSQL is away. */
  async undecidedShards(): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(
      this.service.databaseUrl,
      'SELECT count(*)::int FROM shards WHERE decided_at IS NULL',
    );
    return row?.count ?? 0;
  }

  /**
   * Waits until everything accepted is decided, and looks at all of it.
   * @param tolerated what the fault itself makes PostgreSQL log as ERROR, FATAL or PANIC; nothing without a word
   * @param withinMs how long deciding may take from now on
   */
  async judge({
    tolerated = [],
    withinMs = DECIDED_WITHIN_MS,
  }: { tolerated?: readonly RegExp[]; withinMs?: number } = {}): Promise<Verdict> {
    const recoveryMs = await this.settled(withinMs);
    return connected(this.service.databaseUrl, async (owner: pg.Client) => {
      const { counts, sentences } = await storedViolations(owner);
      const model = await modelViolations(owner, this.ledger.entries);
      const violations = [
        ...(recoveryMs === null ? [`not all decided within ${withinMs} ms`] : []),
        ...sentences,
        ...model.sentences,
        ...((await this.bystandersRows()) === this.bystander ? [] : ['another partner’s rows have changed']),
        ...this.loggedErrors(tolerated),
      ];
      return {
        items: this.ledger.entries
          .filter(({ statusCheckId }) => statusCheckId !== undefined)
          .reduce((sum, { items }) => sum + items().length, 0),
        lost: counts.lost + model.lost,
        doubled: counts.doubled,
        recoveryMs: Math.round(recoveryMs ?? withinMs),
        violations: violations.slice(0, SHOWN_VIOLATIONS),
      };
    });
  }

  /** Errors and worse in PostgreSQL's own log that are not the fault's own. */
  private loggedErrors(tolerated: readonly RegExp[]): string[] {
    return this.service
      .postgresLog()
      .split('\n')
      .filter(
        (line) => / (ERROR|FATAL|PANIC): /.test(line) && !tolerated.some((pattern) => pattern.test(line)),
      )
      .map((line) => `PostgreSQL logged: ${line}`);
  }

  /** A digest of what the other partner's first batch left behind. */
  private async bystandersRows(): Promise<string> {
    const [entry] = this.ledger.entries;
    const [row] = await rowsOf<{ digest: string }>(
      this.service.databaseUrl,
      `SELECT md5(string_agg(whole::text, E'\\n' ORDER BY whole::text)) AS digest FROM (
         SELECT c::text FROM partner_clients c JOIN batches b ON b.partner_id = c.partner_id AND b.id = c.batch_id
         WHERE b.status_check_id = $1
         UNION ALL
         SELECT r::text FROM item_results r JOIN batches b ON b.partner_id = r.partner_id AND b.id = r.batch_id
         WHERE b.status_check_id = $1
       ) AS whole`,
      [entry?.statusCheckId],
    );
    return row?.digest ?? '';
  }
}
