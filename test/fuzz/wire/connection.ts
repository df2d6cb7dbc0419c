import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readAnswer, type WireAnswer } from './wire-answer';

/** No answer may take longer than this, on a machine that is busy with the fuzzing itself. */
const ANSWER_WITHIN_MS = 20_000;
/** Time without a byte after which a peer that waits for the rest of a message is told that none will come. */
const NO_MORE_COMES_MS = 500;
/** The same after an answer: a second one, to bytes left over, would come at once. */
const NO_MORE_ANSWERS_MS = 30;

/** The service has not answered: what happened instead. */
export class NoAnswer extends Error {}

/** A connection to the API that is kept for as long as the API keeps it. */
export class Connection {
  private socket: Socket | null = null;

  constructor(private readonly port: number) {}

  /**
   * Sends whole requests, one behind the other, and reads their answers, up to the one that ends the connection.
   * @param pieces of what is sent; each may arrive alone
   * @param areHead for each of the requests whether it is HEAD
   * @throws NoAnswer when the connection ends or the time is over before; NotHttp
   */
  async exchange(pieces: readonly Buffer[], areHead: readonly boolean[]): Promise<WireAnswer[]> {
    const socket = (this.socket ??= opened(this.port));
    const received = collecting(socket);
    const answers: WireAnswer[] = [];
    let from = 0;
    try {
      await writeApart(socket, pieces);
      for (const isHead of areHead) {
        const { answer, length } = await received.until((bytes) => readAnswer(bytes.subarray(from), isHead));
        answers.push(answer);
        from += length;
        if (answer.closes) break;
      }
      if (from < received.bytes().length) throw new NoAnswer('more has come than was asked for');
      if (answers.at(-1)?.closes) this.close();
      return answers;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      received.stop();
    }
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }
}

/**
 * Sends bytes on a connection of their own and gives the answers to them, none perhaps. A peer that waits for more is told that none
 * will come; then it has to end the connection.
 * @throws NoAnswer when it does not end in time; NotHttp
 */
export async function sendAlone(
  port: number,
  pieces: readonly Buffer[],
  isHead: boolean,
): Promise<WireAnswer[]> {
  const socket = opened(port);
  const received = collecting(socket);
  let noMoreComes = setTimeout(() => socket.end(), NO_MORE_COMES_MS);
  socket.on('data', () => {
    clearTimeout(noMoreComes);
    noMoreComes = setTimeout(() => socket.end(), NO_MORE_ANSWERS_MS);
  });
  try {
    await writeApart(socket, pieces);
    await received.ended();
    const answers: WireAnswer[] = [];
    let rest = received.bytes();
    for (let next = readAnswer(rest, isHead); next !== null; next = readAnswer(rest, isHead)) {
      answers.push(next.answer);
      rest = rest.subarray(next.length);
    }
    return answers;
  } finally {
    clearTimeout(noMoreComes);
    received.stop();
    socket.destroy();
  }
}

function opened(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  // What went wrong is told by whoever waits for an answer; between answers nobody does.
  socket.on('error', () => undefined);
  return socket;
}

/** Writes pieces so that the other side may meet each of them alone. */
async function writeApart(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) await nextTurn();
    if (socket.writable) socket.write(piece);
  }
}

interface Collecting {
  bytes(): Buffer;
  until<T>(read: (bytes: Buffer) => T | null): Promise<T>;
  ended(): Promise<void>;
  stop(): void;
}

/** Collects what a socket receives from now on. */
function collecting(socket: Socket): Collecting {
  let chunks: Buffer[] = [];
  let hasEnded = socket.destroyed || socket.readableEnded;
  let look: () => void = () => undefined;
  const bytes = (): Buffer => {
    const whole = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    chunks = [whole];
    return whole;
  };
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    look();
  };
  const onEnd = (): void => {
    hasEnded = true;
    look();
  };
  socket.on('data', onData).on('end', onEnd).on('close', onEnd);

  const until = <T>(read: (bytes: Buffer) => T | null): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new NoAnswer(`no answer within ${ANSWER_WITHIN_MS} ms, after ${bytes().length} bytes of one`));
      }, ANSWER_WITHIN_MS);
      look = () => {
        try {
          const result = read(bytes());
          if (result !== null) resolve(result);
          else if (hasEnded)
            reject(new NoAnswer(`the connection ended after ${bytes().length} bytes of an answer`));
          else return;
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        clearTimeout(timer);
      };
      look();
    });
  return {
    bytes,
    until,
    ended: async () => {
      await until(() => (hasEnded ? true : null));
    },
    stop: () => {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
    },
  };
}
