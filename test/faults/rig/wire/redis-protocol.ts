import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { type AnswerPiece, type Piece, type Protocol } from './protocol';

/** Redis' protocol RESP2: a type character and a line, followed by so many bytes ($) or elements (*). */
export const redisProtocol: Protocol = { commands: readCommands, answers: readAnswers };

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Bull's scripts by their SHA-1, which is what EVALSHA names. */
const SCRIPTS: ReadonlyMap<string, string> = new Map(
  Object.values(
    createRequire(__filename)('bull/lib/scripts/index.js') as Record<
      string,
      { name: string; content: string }
    >,
  ).map(({ name, content }) => [sha1(content), name]),
);

/** Where the value that begins at `start` ends; null while it has not arrived whole. */
function endOfValue(bytes: Buffer, start: number): number | null {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd === -1) return null;
  const type = String.fromCharCode(bytes[start] ?? 0);
  const after = lineEnd + 2;
  if (type !== '$' && type !== '*') return after;
  const count = Number(bytes.toString('latin1', start + 1, lineEnd));
  if (count < 0) return after;
  if (type === '$') return after + count + 2 <= bytes.length ? after + count + 2 : null;
  let end: number | null = after;
  for (let element = 0; element < count && end !== null; element++) end = endOfValue(bytes, end);
  return end;
}

function valueReader(): (bytes: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const values: Buffer[] = [];
    for (;;) {
      const end = rest.length === 0 ? null : endOfValue(rest, 0);
      if (end === null) return values;
      values.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

/** One argument of a command, which is an array of bulk strings. */
function argument(command: Buffer, position: number): string {
  let start = command.indexOf('\r\n') + 2;
  for (let skipped = 0; skipped < position; skipped++) start = endOfValue(command, start) ?? command.length;
  const textStart = command.indexOf('\r\n', start) + 2;
  return command.toString('utf8', textStart, (endOfValue(command, start) ?? command.length) - 2);
}

function commandName(command: Buffer): string {
  const name = argument(command, 0).toUpperCase();
  if (name === 'EVALSHA') return SCRIPTS.get(argument(command, 1)) ?? name;
  if (name === 'EVAL') return SCRIPTS.get(sha1(argument(command, 1))) ?? name;
  return name;
}

function readCommands(): (bytes: Buffer) => Piece[] {
  const read = valueReader();
  return (bytes) =>
    read(bytes).map((command) => ({
      bytes: command,
      command: commandName(command),
      answer: 'new',
      isText: true,
    }));
}

/** What a subscriber is told without having asked. */
const PUSHED = /^\*[34]\r\n\$\d\r\np?message\r\n/;

function readAnswers(): (bytes: Buffer) => AnswerPiece[] {
  const read = valueReader();
  return (bytes) =>
    read(bytes).map((value) => ({
      bytes: value,
      kind: PUSHED.test(value.toString('latin1', 0, 32)) ? 'apart' : 'end',
    }));
}
