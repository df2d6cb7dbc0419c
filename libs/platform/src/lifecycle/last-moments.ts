/** What is kept of the grace time for handing back what cannot be finished, and for closing connections. */
const KEPT_MS = 5_000;

/** Times since the stop signal, in milliseconds. */
export interface LastMoments {
  /** Work that has not ended by then is given up: handed back, or answered 503. */
  readonly giveUpMs: number;
  /** Connections of clients that are still open then are closed. */
  readonly cutOffMs: number;
}

/** When a process that stops has to stop waiting, so that it ends in order before SHUTDOWN_GRACE_MS is over. */
export function lastMoments({ shutdownGraceMs }: { readonly shutdownGraceMs: number }): LastMoments {
  const giveUpMs = Math.max(shutdownGraceMs - KEPT_MS, shutdownGraceMs / 2);
  return { giveUpMs, cutOffMs: (giveUpMs + shutdownGraceMs) / 2 };
}
