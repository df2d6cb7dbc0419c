import { inDigits, ITEM_STATES, type ItemState, RequestRefused } from '@app/domain';
import { type ItemWindow } from '@app/persistence';
import { indexOfCursor } from './cursor';

/** Which items of a batch a status document is to show (docs/contract.md section 2). */
export interface Page {
  /** Index of the first item that may be shown. */
  readonly from: number;
  /** Most items to be shown; Infinity where nothing was said. With 0 the document is its head alone. */
  readonly limit: number;
  /** The states to be shown; null for all. */
  readonly states: ReadonlySet<ItemState> | null;
  /** Whether elements carry their index: in every document but the whole one that was asked for without parameters. */
  readonly indexed: boolean;
}

/** The document as it is without parameters. */
export const WHOLE: Page = { from: 0, limit: Infinity, states: null, indexed: false };

/** Query parameters by name, as HTTP frameworks give them: a list where a name was given more than once. */
export type PageParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export const MOST_ITEMS_OF_A_PAGE = 10_000;
const MOST_ITEMS_OF_A_BATCH = 2 ** 31 - 1; // PostgreSQL's int

/** @throws RequestRefused invalid_parameter; parameters with other names are left alone */
export function readPage(parameters: PageParameters): Page {
  const { state, limit, cursor } = parameters;
  if (state === undefined && limit === undefined && cursor === undefined) return WHOLE;
  return { from: readCursor(cursor), limit: readLimit(limit), states: readStates(state), indexed: true };
}

/** The items whose states must be known to show a page: all that follow, where it depends on them what is shown. */
export function windowOf({ from, limit, states }: Page): ItemWindow {
  if (limit === 0) return { from: 0, to: 0 };
  return {
    from,
    to: states === null ? Math.min(from + limit, MOST_ITEMS_OF_A_BATCH) : MOST_ITEMS_OF_A_BATCH,
  };
}

type Parameter = PageParameters[string];

/** A list separated by commas, or the parameter more than once, or both. */
function readStates(parameter: Parameter): ReadonlySet<ItemState> | null {
  if (parameter === undefined) return null;
  const names = [parameter].flat().flatMap((list) => list.split(','));
  return new Set(
    names.map((name) => {
      const state = ITEM_STATES.find((known) => known === name);
      if (state !== undefined) return state;
      throw invalid(`The parameter state must list states out of ${ITEM_STATES.join(', ')}.`);
    }),
  );
}

function readLimit(parameter: Parameter): number {
  if (parameter === undefined) return Infinity;
  const limit = typeof parameter === 'string' && /^\d{1,5}$/.test(parameter) ? Number(parameter) : NaN;
  if (limit <= MOST_ITEMS_OF_A_PAGE) return limit;
  throw invalid(
    `The parameter limit must be a whole number from 0 to ${inDigits(MOST_ITEMS_OF_A_PAGE)}, given once.`,
  );
}

function readCursor(parameter: Parameter): number {
  if (parameter === undefined) return 0;
  const index = typeof parameter === 'string' ? indexOfCursor(parameter) : undefined;
  if (index !== undefined) return index;
  throw invalid('The parameter cursor must be a next_cursor of an earlier answer, unchanged and given once.');
}

function invalid(detail: string): RequestRefused {
  return new RequestRefused('invalid_parameter', detail);
}
