import { type AnswerPiece, type Piece, type Protocol } from './protocol';

/**
 * PostgreSQL's frontend/backend protocol 3 (its manual, "Message Formats"): a type byte, a length that counts itself, the content; at
 * first, one message from the client without the type byte. The service asks for no encryption.
 */
export const postgresProtocol: Protocol = { commands: readCommands, answers: readAnswers };

const LENGTH_BYTES = 4;

/** Cuts whole messages off the front of what has arrived so far, one at a time: the first one changes what follows. */
function messageReader(hasType: () => boolean): (bytes: Buffer) => Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  return function* (bytes) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (;;) {
      const typeBytes = hasType() ? 1 : 0;
      if (rest.length < typeBytes + LENGTH_BYTES) return;
      const size = typeBytes + rest.readUInt32BE(typeBytes);
      if (rest.length < size) return;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      yield message;
    }
  };
}

const typeOf = (message: Buffer): string => String.fromCharCode(message[0] ?? 0);

function textAt(message: Buffer, start: number): string {
  return message.toString('utf8', start, message.indexOf(0, start));
}

/** `COPY item_results`, `SAVEPOINT attempt`, `COMMIT`: the first two words. */
function firstWords(sql: string): string {
  return sql.trim().split(/\s+/, 2).join(' ');
}

/** The name of the statement that a Parse or Bind is about; for one without a name its first words. */
function statementOf(message: Buffer): string | null {
  if (typeOf(message) === 'P') {
    const name = textAt(message, 5);
    return name === '' ? firstWords(textAt(message, 6)) : name;
  }
  if (typeOf(message) !== 'B') return null;
  const portalBytes = message.indexOf(0, 5) + 1;
  const name = textAt(message, portalBytes);
  return name === '' ? null : name;
}

function readCommands(): (bytes: Buffer) => Piece[] {
  let started = false;
  let latest = '';
  /** Messages since the last Sync: they are one command. */
  let unfinished: { parts: Buffer[]; command: string | null; isText: boolean } = none();
  const read = messageReader(() => started);

  function piece(message: Buffer): Piece | null {
    if (!started) {
      started = true;
      return { bytes: message, command: null, answer: 'none', isText: false };
    }
    switch (typeOf(message)) {
      case 'Q': {
        const words = firstWords(textAt(message, 5));
        // What is committed tells one COMMIT from another: `COMMIT after finish_shard`.
        const command = words === 'COMMIT' ? `COMMIT after ${latest}` : words;
        latest = words;
        return { bytes: message, command, answer: 'new', isText: true };
      }
      case 'd':
        return { bytes: message, command: `${latest}: rows`, answer: 'running', isText: false };
      case 'c':
        return { bytes: message, command: `${latest}: end`, answer: 'running', isText: false };
      case 'S': {
        const { parts, command, isText } = unfinished;
        unfinished = none();
        latest = command ?? latest;
        return { bytes: Buffer.concat([...parts, message]), command, answer: 'new', isText };
      }
      case 'P':
      case 'B':
      case 'D':
      case 'E':
      case 'C':
        unfinished.parts.push(message);
        unfinished.command ??= statementOf(message);
        unfinished.isText ||= typeOf(message) === 'P';
        return null;
      default:
        // Passwords, Flush, CopyFail, Terminate.
        return { bytes: message, command: null, answer: 'none', isText: false };
    }
  }
  return (bytes) => {
    const pieces: Piece[] = [];
    for (const message of read(bytes)) {
      const whole = piece(message);
      if (whole !== null) pieces.push(whole);
    }
    return pieces;
  };
}

function none(): { parts: Buffer[]; command: string | null; isText: boolean } {
  return { parts: [], command: null, isText: false };
}

const KINDS: Readonly<Record<string, AnswerPiece['kind']>> = {
  G: 'go-on', // CopyInResponse
  Z: 'end', // ReadyForQuery
  A: 'apart', // NotificationResponse
  S: 'apart', // ParameterStatus
  N: 'apart', // NoticeResponse
};

function readAnswers(): (bytes: Buffer) => AnswerPiece[] {
  const read = messageReader(() => true);
  return (bytes) =>
    Array.from(read(bytes), (message) => ({ bytes: message, kind: KINDS[typeOf(message)] ?? 'part' }));
}
