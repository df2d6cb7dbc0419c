import { Injectable } from '@nestjs/common';
import { type DecidedState } from '@app/domain';
import { DashboardPath } from '../connections/dashboard-paths';
import { type Statement } from '../connections/statement';

/** Partners differ by orders of magnitude: figures are those of the newest batches, whatever time these span. */
const NEWEST_BATCHES = 1_000;
/** Results have to be read to find those with problems; a ranking needs no more of these. */
const READ_ITEMS = 50_000;
const ITEMS_WITH_PROBLEMS = 2_000;
const MOST_REASONS = 20;

/** Why items were not saved, and how often. */
export interface RankedReason {
  readonly state: DecidedState;
  readonly code: string;
  /** Where in an item, as a JSON pointer as it stands in the stored problem, with `*` for positions in arrays; '' for the item itself. */
  readonly pointer: string;
  readonly items: number;
}

/**
 * Along the primary keys, from the newest batch on, until enough items with problems are found or enough items read. A problem's text begins
 * with its code and pointer; it is not read as an object, since a detail may quote what PostgreSQL's text cannot hold.
 * $1 partner id, $2 batches, $3 items to read, $4 items with problems, $5 reasons.
 */
const SELECT_REASONS: Statement = {
  name: 'select_reasons',
  text: `
    SELECT r.state::text, substring(problem::text FROM '^\\s*\\{\\s*"code"\\s*:\\s*"([a-z_]+)"') AS code,
      regexp_replace(coalesce(substring(problem::text FROM '"pointer"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,120})'), ''), '/\\d+', '/*', 'g') AS pointer,
      count(DISTINCT (r.batch_id, r.item_index))::int AS items
    FROM (
      SELECT c.id AS batch_id, i.state, i.item_index, i.problems
      FROM (
        SELECT id, accepted_on, item_count, sum(item_count) OVER (ORDER BY id DESC) AS so_far FROM (
          SELECT id, accepted_on, item_count FROM batches WHERE partner_id = $1 ORDER BY id DESC LIMIT $2
        ) AS newest
      ) AS c CROSS JOIN LATERAL (
        SELECT state, item_index, problems FROM item_results
        WHERE partner_id = $1 AND batch_id = c.id AND accepted_on = c.accepted_on AND problems IS NOT NULL
      ) AS i
      WHERE c.so_far - c.item_count < $3
      LIMIT $4
    ) AS r CROSS JOIN LATERAL json_array_elements(r.problems) AS problem
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT $5`,
};

/** Tells why items of a partner were not saved. */
@Injectable()
export class RankReasons {
  constructor(private readonly path: DashboardPath) {}

  /** Why items of the newest batches were not saved, the most frequent reason first. */
  of(partnerId: string): Promise<readonly RankedReason[]> {
    return this.path.transaction((transaction) =>
      transaction.query<RankedReason & Record<string, unknown>>(SELECT_REASONS, [
        partnerId,
        NEWEST_BATCHES,
        READ_ITEMS,
        ITEMS_WITH_PROBLEMS,
        MOST_REASONS,
      ]),
    );
  }
}
