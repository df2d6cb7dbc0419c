import { Injectable } from '@nestjs/common';
import { type DecidedState, type Problem } from '@app/domain';
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
  /** Where in an item, as a JSON pointer with `*` for positions in arrays; '' for the item itself. */
  readonly pointer: string;
  readonly items: number;
}

/**
 * Along the primary keys, from the newest batch on, until enough items with problems are found or enough items read; batches without such an item
 * are passed over, since reading all their results would disturb whoever writes. Problems are not looked
 * into here: regular expressions over as many of them take PostgreSQL more than a second, and its text cannot hold all that a detail may quote.
 * $1 partner id, $2 batches, $3 items to read, $4 items with problems.
 */
const SELECT_PROBLEMS: Statement = {
  name: 'select_newest_problems',
  text: `
    SELECT i.state::text, i.problems
    FROM (
      SELECT id, accepted_on, item_count, sum(item_count) OVER (ORDER BY id DESC) AS so_far FROM (
        SELECT id, accepted_on, item_count FROM batches WHERE partner_id = $1 ORDER BY id DESC LIMIT $2
      ) AS newest
      WHERE EXISTS (
        SELECT FROM shards WHERE partner_id = $1 AND batch_id = newest.id AND duplicate + conflict + failed > 0
      )
    ) AS c CROSS JOIN LATERAL (
      SELECT state, problems FROM item_results
      WHERE partner_id = $1 AND batch_id = c.id AND accepted_on = c.accepted_on AND problems IS NOT NULL
    ) AS i
    WHERE c.so_far - c.item_count < $3
    LIMIT $4`,
};

interface ProblemsRow extends Record<string, unknown> {
  readonly state: DecidedState;
  readonly problems: readonly Problem[];
}

/** Tells why items of a partner were not saved. */
@Injectable()
export class RankReasons {
  constructor(private readonly path: DashboardPath) {}

  /** Why items of the newest batches were not saved, the most frequent reason first. */
  async of(partnerId: string): Promise<readonly RankedReason[]> {
    const rows = await this.path.transaction((transaction) =>
      transaction.query<ProblemsRow>(SELECT_PROBLEMS, [
        partnerId,
        NEWEST_BATCHES,
        READ_ITEMS,
        ITEMS_WITH_PROBLEMS,
      ]),
    );
    return ranked(rows);
  }
}

/** An item with the same problem in several places of an array counts once. */
function ranked(rows: readonly ProblemsRow[]): readonly RankedReason[] {
  const items = new Map<string, number>();
  for (const { state, problems } of rows) {
    const reasons = problems.map(({ code, pointer }) =>
      JSON.stringify([state, code, pointer.replace(/\/\d+(?=\/|$)/g, '/*')]),
    );
    for (const reason of new Set(reasons)) items.set(reason, (items.get(reason) ?? 0) + 1);
  }
  return [...items]
    .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, MOST_REASONS)
    .map(([reason, count]) => {
      const [state, code, pointer] = JSON.parse(reason) as [DecidedState, string, string];
      return { state, code, pointer, items: count };
    });
}
