import pg from 'pg';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { send } from '../support/http';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { LogTail } from './log-tail';

/** Limits that bad input reaches cheaply. All routes have the same, so that a case fits every one of them. */
export const LIMITS = {
  items: 500,
  bytes: 1_100_000,
  depth: 24,
  receiveMs: 1_000,
  headersMs: 1_000,
} as const;

const ENV = {
  MAX_ITEMS: `${LIMITS.items}`,
  SYNC_MAX_ITEMS: `${LIMITS.items}`,
  MAX_DEPTH: `${LIMITS.depth}`,
  MAX_BODY_BYTES: `${LIMITS.bytes}`,
  SYNC_MAX_BODY_BYTES: `${LIMITS.bytes}`,
  // One body of the largest size and no other, so that a budget that is not given back shows at once.
  RECEIVE_BUDGET_BYTES: `${LIMITS.bytes}`,
  HEADERS_TIMEOUT_MS: `${LIMITS.headersMs}`,
  RECEIVE_TIMEOUT_MS: `${LIMITS.receiveMs}`,
  // Thousands of requests and dozens of wrong credentials are sent, and each is to be judged for itself.
  PARTNER_REQUESTS_PER_MINUTE: '1000000000',
  PARTNER_ITEMS_PER_MINUTE: '1000000000',
  TOKEN_FAILURES_PER_CLIENT: '1000000',
  TOKEN_FAILURES_PER_ADDRESS: '1000000',
};

/** Everything in the database that a request can leave behind. */
const TABLES = [
  ...['batches', 'shards', 'shard_payloads', 'item_results', 'idempotency_keys'],
  ...['partner_clients', 'revenue_claims'],
];
const COUNTS = `SELECT ${TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join()}`;

/** One service for all cases, each of which it has to survive unharmed. */
export class AttackedService {
  /** Cases that have passed. */
  passed = 0;
  private running: Service | undefined;
  private owner: pg.Client | undefined;
  private logTail: LogTail | undefined;
  private pids: Service['pids'] | undefined;

  async start(): Promise<void> {
    this.running = await startService({ env: ENV });
    this.pids = this.service.pids;
    this.logTail = new LogTail(this.service.logFolder);
    this.owner = new pg.Client({ connectionString: this.service.databaseUrl });
    await this.owner.connect();
  }

  async stop(): Promise<void> {
    await this.owner?.end();
    await this.running?.stop();
  }

  get service(): Service {
    if (this.running === undefined) throw new Error('the service is not started before the tests begin');
    return this.running;
  }

  get partner(): Partner {
    return this.service.partners[0];
  }

  get port(): number {
    return Number(new URL(this.service.apiUrl).port);
  }

  /** A test of one case among many that were sent together; whoever sent them looks at the service. */
  judges(title: string, work: () => void): void {
    it(title, () => {
      work();
      this.passed++;
    });
  }

  /** A test of one case: after it the service must be as well as before. */
  survives(title: string, work: () => Promise<void>): void {
    it(title, async () => {
      await work();
      await this.expectUnharmed();
      this.passed++;
    });
  }

  /** A test of one case that is refused: also nothing of it may be stored, in no table. */
  refuses(title: string, work: () => Promise<void>): void {
    this.survives(title, async () => {
      await this.comesToRest();
      const before = await this.stored();
      await work();
      expect(await this.stored()).toEqual(before);
    });
  }

  /** Rows of every table, as the owner sees them: those of all partners. */
  async stored(): Promise<unknown> {
    const [counts] = await this.rows<Record<string, number>>(COUNTS);
    return counts;
  }

  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    if (this.owner === undefined) throw new Error('not connected');
    return (await this.owner.query<Row>(text, values)).rows;
  }

  /** The same processes, ready, without an error in their logs and without an answer that blames the service. */
  async expectUnharmed(): Promise<void> {
    expect((await send(`${this.service.apiUrl}/health/ready`)).status).toBe(200);
    expect(this.service.pids).toEqual(this.pids);
    expect([...this.service.apis, ...this.service.workers].every(({ isRunning }) => isRunning)).toBe(true);
    const alarming = /"level":"(error|fatal)"|"status":5\d\d/;
    expect(this.logTail?.lines().filter((line) => alarming.test(line))).toEqual([]);
  }

  /** Waits until everything that has been taken is decided, so that later cases find the tables at rest. */
  async comesToRest(): Promise<void> {
    const isAtRest = async (): Promise<boolean> =>
      (await this.rows('SELECT 1 FROM shards WHERE decided_at IS NULL LIMIT 1')).length === 0;
    expect(await waitUntil(isAtRest, { withinMs: 30_000, everyMs: 25 })).toBe(true);
  }

  /** Takes a body for which there is room only when no other one holds any. */
  async takesTheLargestBody(): Promise<void> {
    const body = Buffer.alloc(LIMITS.bytes, ' ').fill('[{}]', 0, 4);
    const { status } = await this.partner.post('/api/v1/clients/revenueClaims', body);
    expect(status).toBe(200);
  }

  /** What PostgreSQL logs is looked at once for many cases: its log is that of the whole test run. */
  expectQuietDatabase(): void {
    expect(this.service.postgresLog()).not.toMatch(/ (ERROR|FATAL|PANIC): /);
  }
}
