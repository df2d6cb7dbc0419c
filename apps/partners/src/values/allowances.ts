import { inDigits } from '@app/domain';
import { type Allowances, USUAL_ALLOWANCES } from '@app/persistence';
import { type Command } from 'commander';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';

/** As of PARTNER_ITEM_QUOTA. */
const MOST = 1_000_000_000;

/** What a command line says of a limit. Not null for none: Commander takes null for an empty text. */
export type Limit = number | 'none';

/** The allowances that a command line names. */
export interface AllowanceOptions {
  readonly quota?: Limit;
  readonly requestsPerMinute?: Limit;
  readonly itemsPerMinute?: Limit;
}

const OPTIONS = [
  ['--quota <items>', 'the most items that may wait undecided'],
  ['--requests-per-minute <number>', 'the most requests in a minute'],
  ['--items-per-minute <number>', 'the most items in a minute, of accepted batches'],
] as const;

/** Lets a command name allowances. */
export function addAllowanceOptions(command: Command): Command {
  for (const [flags, meaning] of OPTIONS)
    command.option(flags, `${meaning}, or none for the deployment's default`, readLimit);
  return command;
}

/** @throws CommandRefused `invalid_limit` */
export function readLimit(text: string): Limit {
  if (text === 'none') return 'none';
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= MOST) return Number(text);
  throw new CommandRefused(
    'invalid_limit',
    `A limit is a number from 1 to ${inDigits(MOST)} in digits alone, or "none" for the deployment's default; ` +
      `${JSON.stringify(text)} is neither.`,
    EXIT_WRONG_USAGE,
  );
}

/** What a command line sets, and nothing of what it does not name. */
export function namedAllowances(options: AllowanceOptions): Partial<Allowances> {
  const { quota, requestsPerMinute, itemsPerMinute } = options;
  return {
    ...(quota !== undefined && { itemQuota: valueOf(quota) }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute: valueOf(requestsPerMinute) }),
    ...(itemsPerMinute !== undefined && { itemsPerMinute: valueOf(itemsPerMinute) }),
  };
}

/** All allowances of somebody new: those not named are the deployment's. */
export function newAllowances(options: AllowanceOptions): Allowances {
  return { ...USUAL_ALLOWANCES, ...namedAllowances(options) };
}

function valueOf(limit: Limit): number | null {
  return limit === 'none' ? null : limit;
}
