/** How a run was asked for: `npm run test:fuzz -- --seed 7 --count 55000`. Without a word it is the short run of `npm test`. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? '1');
export const COUNT = Number(process.env['FUZZ_COUNT'] ?? '2000');

/** One finding of an earlier run to have again, as that run named it: the lane and fast-check's path. */
export const REPLAY = process.env['FUZZ_REPLAY'] ?? '';
