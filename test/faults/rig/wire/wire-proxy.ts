import { type Flows, type Passage, TcpProxy } from '../../../support/tcp-proxy';
import { postgresProtocol } from './postgres-protocol';
import { type Piece, type Protocol } from './protocol';
import { redisProtocol } from './redis-protocol';
import { type WirePoint, type WireStop } from './wire-stop';

const PROTOCOLS: Readonly<Record<'postgres' | 'redis', Protocol>> = {
  postgres: postgresProtocol,
  redis: redisProtocol,
};

/** A text in SQL or in a Redis command that is replaced on the way: the guard that a negative control takes away. */
export interface Rewrite {
  readonly server: 'postgres' | 'redis';
  readonly from: string;
  /** Not longer than `from`: spaces fill the rest, so that lengths stay as they are. */
  readonly to: string;
}

/** What all proxies of a rig share: where connections are stopped, what is rewritten, and who is told of what passes. */
export interface WireOrders<Process> {
  /** Who wants the process stopped here and now, if anybody does. */
  readonly stopAt: (process: Process, point: Omit<WirePoint, 'link'>) => WireStop<Process> | undefined;
  readonly rewrites: readonly Rewrite[];
  readonly passed: (process: Process, server: 'postgres' | 'redis', command: string) => void;
}

/** The proxy between one process and one server, which understands what they say to one another. */
export class WireProxy<Process> extends TcpProxy {
  private constructor(
    url: string,
    private readonly process: Process,
    private readonly server: 'postgres' | 'redis',
    private readonly orders: WireOrders<Process>,
  ) {
    super(url);
  }

  static async between<Process>(
    process: Process,
    server: 'postgres' | 'redis',
    url: string,
    orders: WireOrders<Process>,
  ): Promise<WireProxy<Process>> {
    const proxy = new WireProxy(url, process, server, orders);
    await proxy.listen();
    return proxy;
  }

  protected override openPassage({ toServer, toClient, cut }: Flows): Passage {
    const { commands, answers } = PROTOCOLS[this.server];
    const readCommands = commands();
    const readAnswers = answers();
    /** Commands that are not answered yet, oldest first; `stop`: who holds back the answer. */
    const pending: { command: string | null; stop?: WireStop<Process> | undefined }[] = [];

    const send = (piece: Piece): void => {
      const { command } = piece;
      if (command !== null) {
        this.orders.passed(this.process, this.server, command);
        const stop = this.stopAt(command, 'before');
        if (stop !== undefined) {
          toServer.hold();
          stop.reach(this.process, toServer, cut);
        }
      }
      const newest = pending.at(-1);
      if (piece.answer === 'new') pending.push({ command });
      else if (piece.answer === 'running' && newest !== undefined) newest.command = command;
      toServer.push(this.rewritten(piece));
    };

    return {
      fromClient: (bytes) => {
        for (const piece of readCommands(bytes)) send(piece);
      },
      fromServer: (bytes) => {
        for (const { bytes: answer, kind } of readAnswers(bytes)) {
          const [oldest] = pending;
          if (kind !== 'apart' && oldest?.command) {
            const stop = (oldest.stop ??= this.stopAt(oldest.command, 'after'));
            if (stop !== undefined && !stop.isHit && !toClient.isHeld) toClient.hold();
            if (kind !== 'part') {
              stop?.reach(this.process, toClient, cut);
              delete oldest.stop;
            }
          }
          if (kind === 'end') pending.shift();
          toClient.push(answer);
        }
      },
    };
  }

  private stopAt(command: string, phase: 'before' | 'after'): WireStop<Process> | undefined {
    return this.orders.stopAt(this.process, { server: this.server, command, phase });
  }

  private rewritten({ bytes, isText }: Piece): Buffer {
    if (!isText) return bytes;
    let changed = bytes;
    for (const { server, from, to } of this.orders.rewrites) {
      if (server !== this.server) continue;
      for (let at = changed.indexOf(from); at !== -1; at = changed.indexOf(from, at + from.length)) {
        if (changed === bytes) changed = Buffer.from(bytes);
        changed.write(to.padEnd(from.length), at);
      }
    }
    return changed;
  }
}
