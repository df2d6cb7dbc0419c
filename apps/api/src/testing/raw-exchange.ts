import { connect, type Socket } from 'node:net';

/** An open connection that a spec writes to byte by byte, and everything that came back on it so far. */
export interface RawExchange {
  readonly socket: Socket;
  received(): string;
  /** Resolves with everything received once the server has closed the connection. */
  readonly closed: Promise<string>;
}

export function openRaw(port: number): RawExchange {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.on('end', () => {
      socket.end();
      resolve(text);
    });
    socket.on('close', () => {
      resolve(text);
    });
  });
  return { socket, received: () => text, closed };
}

/** Waits until a condition holds, looking again every few milliseconds. */
export async function eventually(holds: () => boolean | Promise<boolean>, withinMs = 5000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
