import { type Statement } from '../connections/statement';
import { OUR_TURN } from './hand-out-turn';

/** Where a shard of a partner's window stands: `suspect` and `overdue` ones may have been lost on the way. */
export type Standing = 'waiting' | 'suspect' | 'overdue';

/** A shard that release may have to do something about. */
export interface WindowRow extends Record<string, unknown> {
  readonly partner_id: string;
  readonly batch_id: string;
  readonly shard_no: number;
  readonly item_count: number;
  readonly attempts: number;
  readonly standing: Standing;
}

/**
 * For each partner with undecided shards the first of them, as many as may be in the queue at a time. Partners are found by
 * jumping through the index from one to the next, and each partner's window by its own short scan, so that a backlog of a million
 * shards costs no more than one of a hundred.
 *
 * Claims are held back while a batch of clients that was accepted before them is undecided (docs/contract.md section 3): it has a smaller id,
 * and so stands in the same window.
 *
 * The grace time doubles with each attempt, up to 8 times: a shard that fails again and again must not
 * keep workers busy, and one that met several faults in a row must be decided soon after the last one.
 *
 * Sent together with the question whose turn it is: it finds nothing, without looking, where it is another process's.
 * $1 shards and $2 items per partner, $3 grace and $4 lease in milliseconds.
 */
export const SELECT_WINDOWS: Statement = {
  name: 'select_windows',
  text: `
    WITH RECURSIVE partner AS (
      (SELECT partner_id FROM shards WHERE decided_at IS NULL AND ${OUR_TURN} ORDER BY partner_id LIMIT 1)
      UNION ALL
      SELECT (SELECT s.partner_id FROM shards s WHERE s.decided_at IS NULL AND s.partner_id > p.partner_id
              ORDER BY s.partner_id LIMIT 1)
      FROM partner p WHERE p.partner_id IS NOT NULL
    ), standing AS (
      SELECT w.*,
        CASE WHEN w.record_kind = 'revenue-claims' AND w.clients_before THEN 'held'
             WHEN w.released_at IS NULL THEN 'waiting'
             WHEN w.released_at < now() - $4 * interval '1 millisecond' THEN 'overdue'
             WHEN w.released_at < now() - $3 * least(power(2, w.attempts - 1), 8) * interval '1 millisecond' THEN 'suspect'
             ELSE 'released' END AS standing
      FROM partner p CROSS JOIN LATERAL (
        SELECT first.*, sum(first.item_count) OVER up_to_here AS items_so_far,
          row_number() OVER up_to_here AS place,
          bool_or(first.record_kind = 'clients') OVER up_to_here AS clients_before
        FROM (
          SELECT partner_id, batch_id, shard_no, item_count, record_kind, attempts, released_at FROM shards
          WHERE partner_id = p.partner_id AND decided_at IS NULL
          ORDER BY partner_id, batch_id, shard_no LIMIT $1
        ) AS first
        WINDOW up_to_here AS (ORDER BY batch_id, shard_no)
      ) AS w
      WHERE p.partner_id IS NOT NULL AND (w.place = 1 OR w.items_so_far <= $2)
    )
    SELECT partner_id, batch_id, shard_no, item_count, attempts, standing FROM standing
    WHERE standing IN ('waiting', 'suspect', 'overdue')
    ORDER BY place, partner_id`,
};
