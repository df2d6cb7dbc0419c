import { createHash, type Hash } from 'node:crypto';
import { inDigits, RequestRefused } from '@app/domain';
import { type Reservation } from './receive-budget';

export interface BodySinkOptions {
  readonly maxBytes: number;
  /** The length that the client declared for the plain bytes, or null where it is not known beforehand. */
  readonly declaredBytes: number | null;
  /** Whether the SHA-256 of the bytes is wanted. */
  readonly hash: boolean;
  readonly reservation: Reservation;
}

/** First room for a body of unknown length; most bodies are smaller. */
const FIRST_ROOM_BYTES = 64 * 1024;

/**
 * Collects a body in one contiguous buffer. Room is taken once when the length is declared. Otherwise it is taken
 * at most twice, small and then for the largest body allowed: untouched pages cost no memory, while doubling would copy
 * and hold the bytes again and again. Hashing goes along, since a whole body at once would hold the event loop.
 */
export class BodySink {
  private room: Buffer;
  private length = 0;
  private readonly sha256: Hash | null;

  /** @throws RequestRefused `too_many_bytes` or `no_room`, by the declared length alone */
  constructor(private readonly options: BodySinkOptions) {
    const { declaredBytes, maxBytes, reservation } = options;
    if (declaredBytes !== null) {
      this.requireWithinLimit(declaredBytes);
      reservation.growTo(declaredBytes);
    }
    this.room = Buffer.allocUnsafeSlow(declaredBytes ?? Math.min(FIRST_ROOM_BYTES, maxBytes));
    this.sha256 = options.hash ? createHash('sha256') : null;
  }

  /** @throws RequestRefused `too_many_bytes` or `no_room` */
  append(chunk: Buffer): void {
    const length = this.length + chunk.length;
    this.requireWithinLimit(length);
    this.options.reservation.growTo(length);
    if (length > this.room.length) {
      const largest = Buffer.allocUnsafeSlow(this.options.maxBytes);
      this.room.copy(largest, 0, 0, this.length);
      this.room = largest;
    }
    chunk.copy(this.room, this.length);
    this.length = length;
    this.sha256?.update(chunk);
  }

  /** The bytes so far, and their SHA-256 if it was wanted. */
  finish(): { bytes: Buffer; sha256: Buffer | null } {
    return { bytes: this.room.subarray(0, this.length), sha256: this.sha256?.digest() ?? null };
  }

  private requireWithinLimit(bytes: number): void {
    if (bytes <= this.options.maxBytes) return;
    throw new RequestRefused(
      'too_many_bytes',
      `The body is larger than ${inDigits(this.options.maxBytes)} bytes, the most that is taken.`,
    );
  }
}
