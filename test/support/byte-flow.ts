import { type Socket } from 'node:net';

/** What may wait at most before the sender is no longer listened to: more than any one message of the service. */
const WAITING_BYTES = 16 * 1024 ** 2;

/** One direction of a connection through a proxy: bytes wait here, in order, until they may go on. */
export class ByteFlow {
  private readonly waiting: { readonly bytes: Buffer; readonly dueMs: number }[] = [];
  private waitingBytes = 0;
  private holds = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    /** How long bytes are on their way, in milliseconds; asked for each piece. */
    private readonly latencyMs: () => number,
  ) {}

  /** Sends bytes on: at once, or when all before them have gone and their time has come. */
  push(bytes: Buffer): void {
    this.waiting.push({ bytes, dueMs: performance.now() + this.latencyMs() });
    this.waitingBytes += bytes.length;
    this.flush();
    if (this.waitingBytes > WAITING_BYTES) this.from.pause();
  }

  /** From here on nothing goes on, until `letGo` has been called as often as `hold`. */
  hold(): void {
    this.holds++;
  }

  letGo(): void {
    this.holds = Math.max(0, this.holds - 1);
    this.flush();
  }

  get isHeld(): boolean {
    return this.holds > 0;
  }

  private flush(): void {
    if (this.timer !== undefined) return;
    for (let next = this.waiting[0]; next !== undefined && !this.isHeld; next = this.waiting[0]) {
      const waitMs = next.dueMs - performance.now();
      if (waitMs > 0) {
        this.timer = setTimeout(() => {
          this.timer = undefined;
          this.flush();
        }, waitMs);
        return;
      }
      this.waiting.shift();
      this.waitingBytes -= next.bytes.length;
      if (this.to.writable) this.to.write(next.bytes);
    }
    if (this.waitingBytes === 0) this.from.resume();
  }
}
