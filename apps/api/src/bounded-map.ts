/** A map that forgets its oldest entries beyond a size, so that callers cannot make it grow without end. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  /** @param forgotten is told each key that is forgotten */
  constructor(
    private readonly mostEntries: number,
    private readonly forgotten?: (key: K) => void,
  ) {}

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  /** Sets an entry as the youngest. */
  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.mostEntries) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      this.forgotten?.(oldest);
      return;
    }
  }

  delete(key: K): void {
    this.entries.delete(key);
  }
}
