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
  /** From 1: which of its partner's undecided shards it is, the oldest first. */
  readonly place: number;
}

/** A page has one row at least, which says where it ended; without a shard (`standing` null) where nothing is to be done. */
export type PageRow = (WindowRow | { readonly standing: null }) & {
  /** The last partner looked at; null where there was none. */
  readonly last_partner: string | null;
  readonly partners: number;
};

/**
 * For each of some partners the first undecided shards, as many as may be in the queue at a time: a short index scan each, so that a
 * backlog of a million shards costs no more than one of a hundred.
 *
 * Claims are held back while a batch of clients that was accepted before them is undecided (docs/contract.md section 3): it has a smaller id,
 * and so stands in the same window.
 *
 * The grace time doubles with each attempt, up to 8 times: a shard that fails again and again must not
 * keep workers busy, and one that met several faults in a row must be decided soon after the last one.
 *
 * Of `partner`, whose column is partner_id. $1 shards and $2 items per partner, $3 grace and $4 lease in milliseconds.
 */
const STANDING = `
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
  WHERE w.place = 1 OR w.items_so_far <= $2`;

const COLUMNS = 'partner_id, batch_id, shard_no, item_count, attempts, standing, place::int';
const TO_BE_DONE = `standing IN ('waiting', 'suspect', 'overdue')`;

/**
 * Of partners that are named, each once. Sent together with the question whose turn it is: it finds nothing, without looking, where it is
 * another process's. $5 partner ids.
 */
export const SELECT_WINDOWS: Statement = {
  name: 'select_windows',
  text: `
    WITH partner AS (
      SELECT partner_id FROM unnest($5::bigint[]) AS named (partner_id) WHERE ${OUR_TURN}
    ), standing AS (${STANDING})
    SELECT ${COLUMNS} FROM standing WHERE ${TO_BE_DONE} ORDER BY place, partner_id`,
};

/**
 * Of the next partners that have undecided shards, found by jumping through the index from one to the next. Its first rows are those
 * whose turn comes first; a window that is cut off here is looked at again. $5 the partner before them, $6 partners, $7 shards.
 */
export const SELECT_PAGE: Statement = {
  name: 'select_page',
  text: `
    WITH RECURSIVE partner AS (
      (SELECT partner_id, 1 AS number FROM shards WHERE decided_at IS NULL AND partner_id > $5 AND ${OUR_TURN}
       ORDER BY partner_id LIMIT 1)
      UNION ALL
      SELECT next.partner_id, p.number + 1
      FROM partner p CROSS JOIN LATERAL (
        SELECT s.partner_id FROM shards s WHERE s.decided_at IS NULL AND s.partner_id > p.partner_id
        ORDER BY s.partner_id LIMIT 1
      ) AS next
      WHERE p.number < $6
    ), standing AS (${STANDING})
    SELECT page.last_partner, page.partners, done.*
    FROM (SELECT max(partner_id) AS last_partner, count(*)::int AS partners FROM partner) AS page
    LEFT JOIN LATERAL (
      SELECT ${COLUMNS} FROM standing WHERE ${TO_BE_DONE} ORDER BY place, partner_id LIMIT $7
    ) AS done ON true
    ORDER BY done.place, done.partner_id`,
};
