import { RequestRefused } from '@app/domain';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';

/** Bodies up to this are not counted: while large ones take all the room, tokens and small batches still get through. */
export const SMALL_BODY_BYTES = 64 * 1024;

/** A request's part of the budget. It only grows, and is given back once. */
export interface Reservation {
  /** @throws RequestRefused `no_room`, and keeps what it has */
  growTo(bytes: number): void;
  release(): void;
}

/** The bytes of large request bodies that this process may hold at a time (docs/contract.md section 5: 503). */
@Injectable()
export class ReceiveBudget {
  private readonly limitBytes: number;
  private heldBytes = 0;

  constructor(configuration: Configuration) {
    this.limitBytes = configuration.receiveBudgetBytes;
  }

  /** Bytes reserved at this moment. */
  get reservedBytes(): number {
    return this.heldBytes;
  }

  open(): Reservation {
    let ownBytes = 0;
    return {
      growTo: (bytes) => {
        if (bytes <= SMALL_BODY_BYTES) return;
        const more = Math.max(0, bytes - ownBytes);
        if (this.heldBytes + more > this.limitBytes) {
          throw new RequestRefused('no_room', 'Other large requests are being received; try again shortly.');
        }
        this.heldBytes += more;
        ownBytes += more;
      },
      release: () => {
        this.heldBytes -= ownBytes;
        ownBytes = 0;
      },
    };
  }
}
