/** Items of a batch, by index. */
export interface ItemsOfBatch {
  readonly statusCheckId: string;
  readonly indexes: readonly number[];
}

/** Items as they are found: an item may be found twice, in its own shard and as a copy in another. */
export class FoundItems {
  private readonly byBatch = new Map<string, Set<number>>();

  add(statusCheckId: string, indexes: readonly number[]): void {
    if (indexes.length === 0) return;
    const known = this.byBatch.get(statusCheckId) ?? new Set();
    for (const index of indexes) known.add(index);
    this.byBatch.set(statusCheckId, known);
  }

  get count(): number {
    return [...this.byBatch.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** In the order of the batches, which their ids have. */
  list(): ItemsOfBatch[] {
    return [...this.byBatch]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([statusCheckId, indexes]) => ({ statusCheckId, indexes: [...indexes].sort((a, b) => a - b) }));
  }
}
