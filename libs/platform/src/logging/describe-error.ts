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

/** SQLSTATE class 22, data exceptions: `invalid input syntax for type date: "…"`. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;
const WITHHELD = '(withheld: it quotes what it is about)';

/** Whether the message of an error has a piece of what was refused in it, as that of JSON.parse has. */
function quotesData(error: Error, code: string | undefined): boolean {
  return error instanceof SyntaxError || (code !== undefined && DATA_EXCEPTION.test(code));
}

/** Where it happened, without the message that a stack begins with. */
function framesOf({ message, stack = '' }: Error): string {
  const behind = stack.indexOf(message) + message.length;
  return stack.slice(Math.max(stack.indexOf('\n    at ', behind), 0)).trimStart();
}

/**
 * An error for the log: its class, message, code, stack and causes, and nothing else. Database errors carry the SQL's
 * parameters and the offending row in further members, and those are a partner's items.
 */
export function describeError(error: unknown, causesLeft = CAUSES_TOLD): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code: anyCode } = error as { code?: unknown };
  const code = typeof anyCode === 'string' ? anyCode : undefined;
  const withheld = quotesData(error, code);
  const stack = withheld ? framesOf(error) : error.stack;
  return {
    type: error.constructor.name,
    message: withheld ? WITHHELD : error.message,
    ...(code !== undefined && { code }),
    ...(stack !== undefined && { stack }),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: describeError(error.cause, causesLeft - 1) }),
  };
}
