type Go = () => void;

/** Lets one at a time go. Partners take turns: of those that wait, the one that has waited longest since its last turn is next. */
export class Turns {
  /** Whoever waits, by partner, in the order in which partners are next. */
  private readonly waiting = new Map<string, Go[]>();
  private isTaken = false;

  /**
   * Does the work when it is its turn.
   * @param signal ends the waiting, with its reason; the work has to look at it itself
   */
  async take<T>(partnerId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.wait(partnerId, signal);
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private async wait(partnerId: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!this.isTaken) {
      this.isTaken = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const own = this.waiting.get(partnerId) ?? [];
      const go = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        own.splice(own.indexOf(go), 1);
        if (own.length === 0) this.waiting.delete(partnerId);
        reject(signal?.reason as Error);
      };
      own.push(go);
      this.waiting.set(partnerId, own);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  private next(): void {
    const [first] = this.waiting;
    if (first === undefined) {
      this.isTaken = false;
      return;
    }
    const [partnerId, own] = first;
    const go = own.shift();
    this.waiting.delete(partnerId);
    if (own.length > 0) this.waiting.set(partnerId, own);
    go?.();
  }
}
