import { waitUntil } from '../../../../scripts/embedded/wait-until.mjs';
import { type ByteFlow } from '../../../support/byte-flow';

/** Where the life of a batch can be stopped: before a command reaches the server, or after it was carried out, its answer held back. */
export interface WirePoint {
  readonly link: 'api' | 'worker';
  readonly server: 'postgres' | 'redis';
  /** As `Piece.command` calls it: `claim_shard`, `COMMIT after finish_shard`, `COPY item_results: end`, `BRPOPLPUSH`, `moveToFinished`. */
  readonly command: string;
  readonly phase: 'before' | 'after';
}

/** A connection that has come to a wire point, and waits there. */
export interface Stopped {
  /** Lets what was held go on, as if nothing had been. */
  letGo: () => void;
  /** Ends the connection; what was held never arrives. */
  drop: () => void;
}

const HIT_WITHIN_MS = 20_000;

/** Waits at one wire point for the first connection that comes there, of whichever process; others pass. */
export class WireStop<Process> {
  private taken = false;
  private reached: { readonly process: Process; readonly stopped: Stopped } | undefined;

  constructor(
    readonly point: WirePoint,
    /** How many connections pass before one is stopped. */
    private toPass = 0,
  ) {}

  /** Whether a command that is at this place now is the one to stop; true once. */
  take({ link, server, command, phase }: WirePoint): boolean {
    if (this.taken) return false;
    const { point } = this;
    if (link !== point.link || server !== point.server || command !== point.command || phase !== point.phase)
      return false;
    if (this.toPass-- > 0) return false;
    this.taken = true;
    return true;
  }

  /** Tells that the connection stands at the point; before that it has only been taken. */
  reach(process: Process, flow: ByteFlow, cut: () => void): void {
    this.reached = {
      process,
      stopped: {
        letGo: () => {
          flow.letGo();
        },
        drop: cut,
      },
    };
  }

  /** Whether it stops nobody any more. */
  get isOver(): boolean {
    return this.taken;
  }

  get isHit(): boolean {
    return this.reached !== undefined;
  }

  /**
   * Resolves when a connection stands at the point, with its process.
   * @throws when none comes there in time: the fault would not be hit
   */
  async hit(withinMs = HIT_WITHIN_MS): Promise<{ process: Process } & Stopped> {
    await waitUntil(() => this.isHit, { withinMs, everyMs: 2 });
    if (this.reached === undefined) throw new Error(`nobody came to ${JSON.stringify(this.point)}`);
    return { process: this.reached.process, ...this.reached.stopped };
  }

  /** Stops nobody any more, and lets go who stands there. */
  end(): void {
    this.taken = true;
    this.reached?.stopped.letGo();
  }
}
