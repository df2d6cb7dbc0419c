import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type DataSource } from 'typeorm';
import { type Statement } from './statement';

/** pg reads this property whenever a query is queued, so a connection can change its mode while it is idle. */
type PipelinedClient = Omit<PoolClient, 'pipeline'> & { pipeline: boolean };

/**
 * BEGIN waits for nothing and nobody: a server that has not answered it by then does not answer at all, or is too busy for anything
 * else. So a connection that leads nowhere is found out soon, while statements may take their time.
 */
const OPENING_TIMEOUT_MS = 5_000;
const BEGIN: QueryConfig & { readonly query_timeout: number } = {
  text: 'BEGIN',
  query_timeout: OPENING_TIMEOUT_MS,
};

/** A prepared statement with its values, as the first thing that a transaction does. */
export interface Opening {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * One transaction on a pipelined connection. BEGIN and the opening travel with the first statement, and the last statement
 * may travel with COMMIT, so that a transaction costs as many round trips as it has answers to wait for.
 */
export class Transaction {
  /** The latest statement sent. Answers come in order: once this one is answered, none is outstanding. */
  private latest: Promise<unknown>;
  private readonly opened: Promise<unknown>;
  private ended = false;

  constructor(
    private readonly client: PipelinedClient,
    opening: readonly Opening[],
    /**
     * Whether each connection prepares a statement once. Behind a pooler that hands out another connection to each transaction, and knows
     * nothing of names, a statement would be missing, or prepared twice: then each is sent whole.
     */
    private readonly namesStatements: boolean,
  ) {
    client.pipeline = true;
    this.opened = Promise.all([
      client.query(BEGIN),
      ...opening.map(({ statement, values }) => client.query(this.asSent(statement, values))),
    ]);
    this.latest = this.opened;
    // A failure here fails the next statement as well, and that one is awaited.
    this.opened.catch(() => undefined);
  }

  /** Runs one prepared statement and gives its rows. May be left unawaited until `commit`. */
  async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const sent = this.client.query<Row>(this.asSent(statement, values));
    this.latest = sent;
    return (await sent).rows;
  }

  /** As `query`, with each row as a list of its columns: cheaper where rows come by the thousand. */
  async queryLists<Columns extends unknown[]>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<Columns[]> {
    const sent = this.client.query<Columns>({ ...this.asSent(statement, values), rowMode: 'array' });
    this.latest = sent;
    return (await sent).rows;
  }

  private asSent({ name, text }: Statement, values: readonly unknown[]): QueryConfig {
    return { ...(this.namesStatements && { name }), text, values: [...values] };
  }

  /** Streams lines in COPY's text format into `COPY … FROM STDIN`. Throws PostgreSQL's error, 23505 for a key that exists. */
  async copy(copyStatement: string, lines: Iterable<string>): Promise<void> {
    await this.latest;
    this.client.pipeline = false; // COPY has the connection to itself
    try {
      await pipeline(Readable.from(lines), this.client.query(copyFrom(copyStatement)));
    } finally {
      this.client.pipeline = true;
    }
  }

  /** Runs `work` under a savepoint: an error undoes the writes of `work` alone, and is thrown on. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.latest = this.client.query('SAVEPOINT attempt');
    this.latest.catch(() => undefined); // then `work` fails, too
    try {
      const result = await work();
      await this.client.query('RELEASE SAVEPOINT attempt');
      return result;
    } catch (error) {
      // Released as well, so that a savepoint around this one is the one that `attempt` names again.
      await Promise.all([
        this.client.query('ROLLBACK TO SAVEPOINT attempt'),
        this.client.query('RELEASE SAVEPOINT attempt'),
      ]);
      throw error;
    }
  }

  /**
   * Commits; `last` are statements already under way, which share the round trip. Throws their error, if any: PostgreSQL
   * has rolled back then, since COMMIT of a failed transaction is a rollback.
   */
  async commit(...last: readonly Promise<unknown>[]): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    const committed = this.client.query('COMMIT');
    const outcomes = await Promise.allSettled([this.opened, ...last, committed]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    if ((await committed).command !== 'COMMIT') throw new Error('PostgreSQL rolled back at COMMIT');
  }

  /** Ends the transaction without effect. */
  async rollback(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.client.query('ROLLBACK');
  }
}

/**
 * Runs `work` in one transaction and commits, unless `work` has committed itself. Any error rolls back and is thrown on; a
 * connection that cannot even roll back is thrown away.
 */
export async function runTransaction<T>(
  dataSource: DataSource,
  opening: readonly Opening[],
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const queryRunner = dataSource.createQueryRunner();
  const client = (await queryRunner.connect()) as PipelinedClient;
  try {
    const transaction = new Transaction(client, opening, namesStatements(dataSource));
    try {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } catch (error) {
      // TypeORM takes a connection that emits an error out of its pool.
      await transaction.rollback().catch((failure: unknown) => client.emit('error', failure as Error));
      throw error;
    }
  } finally {
    await queryRunner.release();
  }
}

function namesStatements({ options }: DataSource): boolean {
  return (options.extra as { readonly namesStatements?: boolean } | undefined)?.namesStatements !== false;
}
