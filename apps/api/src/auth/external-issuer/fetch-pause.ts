/** After a fetch of its keys, good or bad, the issuer is left alone for so long, whatever keys tokens name. */
export const FETCH_PAUSE_MS = 5_000;
