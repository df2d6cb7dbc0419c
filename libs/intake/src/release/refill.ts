import { type Lane } from '@app/queue';

/**
 * How long the place of a decided shard may stay empty, so that one release fills those of several: a release for each would keep its turn
 * from other partners' first shards (docs/decisions/0020). The 32 small shards of a full window keep a worker's slots busy for longer. Large
 * ones are few: where each has a slot, the slot stands idle until its place is filled.
 */
const REFILL_MS: Readonly<Record<Lane, number>> = { small: 10, bulk: 0 };

/** Who has decided shards, and so has room for more of its own in the queue: gathered for a moment, and told together. */
export class Refill {
  private readonly partners = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  /** @param tell is told each partner once, however many of its shards were decided meanwhile */
  constructor(private readonly tell: (partners: ReadonlySet<string>) => void) {}

  want(partnerId: string, lane: Lane): void {
    this.partners.add(partnerId);
    if (REFILL_MS[lane] === 0) this.tellNow();
    else this.timer ??= setTimeout(this.tellNow, REFILL_MS[lane]);
  }

  /** Tells at once what would be told in a moment, if there is something. */
  readonly tellNow = (): void => {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.partners.size === 0) return;
    this.tell(this.partners);
    this.partners.clear();
  };
}
