import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RELEASE } from '../connections/data-sources';
import { type Statement } from '../connections/statement';
import { runTransaction } from '../connections/transaction';
import { type ReleasedShard } from './hand-out';

/** By the primary key. $1 partner ids, $2 batch ids. */
const SELECT_TRACE_CONTEXTS: Statement = {
  name: 'select_trace_contexts',
  text: `
    SELECT b.partner_id, b.id, b.trace_context
    FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[]) AS r (partner_id, id)) AS r
    JOIN batches b ON b.partner_id = r.partner_id AND b.id = r.id
    WHERE b.trace_context IS NOT NULL`,
};

interface ContextRow extends Record<string, unknown> {
  readonly partner_id: string;
  readonly id: string;
  readonly trace_context: string;
}

/** A shard that was released, with the span that accepted its batch, as W3C `traceparent`. */
export interface TracedShard {
  readonly shard: ReleasedShard;
  readonly traceContext: string;
}

/** Looks up which traces released shards belong to. Only where traces are collected: release does without it. */
@Injectable()
export class TraceContexts {
  constructor(@InjectDataSource(RELEASE) private readonly dataSource: DataSource) {}

  /** Those of the shards whose batches were accepted in a trace. */
  async of(shards: readonly ReleasedShard[]): Promise<readonly TracedShard[]> {
    const rows = await runTransaction(this.dataSource, [], (transaction) =>
      transaction.query<ContextRow>(SELECT_TRACE_CONTEXTS, [
        shards.map(({ partnerId }) => partnerId),
        shards.map(({ batchId }) => batchId),
      ]),
    );
    const contexts = new Map(rows.map((row) => [`${row.partner_id}/${row.id}`, row.trace_context]));
    return shards.flatMap((shard) => {
      const traceContext = contexts.get(`${shard.partnerId}/${shard.batchId}`);
      return traceContext === undefined ? [] : [{ shard, traceContext }];
    });
  }
}
