/** How a run was asked for: `npm run test:faults -- --full --seed 7`. Without a word it is short. */
export const IS_FULL = process.env['FAULTS_FULL'] === '1';

/** What every choice of a run comes from; printed, so that a run can be had again. */
export const SEED = Number(process.env['FAULTS_SEED'] ?? '1');

/** How often something is done in a full run and in a short one. */
export function times({ full, short }: { full: number; short: number }): number {
  return IS_FULL ? full : short;
}
