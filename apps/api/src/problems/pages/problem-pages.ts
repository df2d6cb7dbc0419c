import { PROBLEM_TYPE_BASE, PROBLEM_TYPE_CODES, problemTypeUri } from '../problem-types';
import { itemCodesPage } from './item-codes-page';
import { overviewPage } from './overview-page';
import { tokenErrorsPage } from './token-errors-page';
import { typePage } from './type-page';

/** The page of all problems, as HTML. */
export const OVERVIEW_PAGE = overviewPage().markup;

/** Every other page, by the last segment of its address. They never change while the process runs. */
export const PROBLEM_PAGES: ReadonlyMap<string, string> = new Map([
  ['items', itemCodesPage().markup],
  ['tokens', tokenErrorsPage().markup],
  ...PROBLEM_TYPE_CODES.map(
    (code) => [problemTypeUri(code).slice(PROBLEM_TYPE_BASE.length), typePage(code).markup] as const,
  ),
]);
