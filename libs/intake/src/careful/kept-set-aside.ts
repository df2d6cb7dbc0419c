import { type ShardId } from '@app/persistence';

/** Shards whose items are remembered; each may have thousands, and a shard that another process decides is never taken out. */
const MOST_SHARDS = 100;

/**
 * The items of shards that have ended a child in this process, so that the next attempt here need not meet them again. Another process knows
 * nothing of them, nor does this one after its end: it then takes the time again.
 */
export class KeptSetAside {
  private readonly byShard = new Map<string, Set<number>>();

  /** The shard's set, to be added to. */
  of(shard: ShardId): Set<number> {
    const name = nameOf(shard);
    const kept = this.byShard.get(name) ?? new Set<number>();
    // Behind all others: the one that was not asked for for longest is forgotten first.
    this.byShard.delete(name);
    this.byShard.set(name, kept);
    const [oldest] = this.byShard.keys();
    if (this.byShard.size > MOST_SHARDS && oldest !== undefined) this.byShard.delete(oldest);
    return kept;
  }

  /** The shard is decided. */
  forget(shard: ShardId): void {
    this.byShard.delete(nameOf(shard));
  }
}

function nameOf({ batchId, shardNo }: ShardId): string {
  return `${batchId}/${shardNo}`;
}
