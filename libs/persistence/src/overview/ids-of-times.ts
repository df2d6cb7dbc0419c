/** Ids are given out about in the order of the times, but not quite: transactions begin before they take theirs. */
const DISORDER = 10_000;

/** The least id that a batch accepted from a moment on can have, by batches_newest. @param moment a parameter, or of parameters */
export function idFrom(moment: string): string {
  return `coalesce((SELECT id FROM batches WHERE created_at >= ${moment} ORDER BY created_at, id LIMIT 1), 0) - ${DISORDER}`;
}

/** The greatest id that a batch accepted before a moment can have. As `idFrom`. */
export function idBefore(moment: string): string {
  return `coalesce((SELECT id FROM batches WHERE created_at < ${moment} ORDER BY created_at DESC, id DESC LIMIT 1), 0) + ${DISORDER}`;
}
