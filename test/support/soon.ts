/**
 * Time for what comes at once where the machine has time for it, in milliseconds. For waiting until something is so, where nothing is said
 * about how soon: who waits goes on when it comes, and other tests may keep the machine busy.
 */
export const SOON_MS = 20_000;
