/** What a log line tells of an error. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: DescribedError;
}

/** Causes deeper than this say nothing new, and a cycle of causes must end. */
const CAUSES_TOLD = 4;

/**
 * An error for the log: its class, message, code, stack and causes, and nothing else. Database errors carry the SQL's
 * parameters and the offending row in further members, and those are a partner's items.
 */
export function describeError(error: unknown, causesLeft = CAUSES_TOLD): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: describeError(error.cause, causesLeft - 1) }),
  };
}
