import { decide } from '../items/item-state';
import { type ItemResult } from '../items/item';
import { unprocessable } from '../problems/unprocessable';

/** Whoever expects that an item makes the code throw, or ends the process that looks at it. */
export interface Watch {
  /** The item with this index is about to be looked at. */
  at(index: number): void;
  /** It made the code throw, and is decided with that. */
  threw(index: number): void;
}

/** The result of an item that cannot be processed. Its key is not known for sure. */
export function unprocessableItem(index: number): ItemResult {
  return { index, key: null, state: decide('unprocessable'), problems: [unprocessable()] };
}

/**
 * Stands between the steps and single items. Where somebody watches, an item that makes a step throw is decided as unprocessable, and
 * the others go on; where nobody does, nothing is caught.
 */
export class Guard {
  private readonly setAside = new Set<number>();

  /** @param results where what is set aside goes */
  constructor(
    private readonly results: ItemResult[],
    private readonly watch: Watch | undefined,
  ) {}

  /**
   * What looking at the item gives; undefined when the item is set aside for it.
   * @param look must leave nothing half done when it throws
   */
  look<T>({ index }: { readonly index: number }, look: () => T): T | undefined {
    const { watch } = this;
    if (watch === undefined) return look();
    // Outside of the try: that nobody listens any more is no item's fault.
    watch.at(index);
    try {
      return look();
    } catch {
      this.setAside.add(index);
      this.results.push(unprocessableItem(index));
      watch.threw(index);
      return undefined;
    }
  }

  /** Those of the items that are not set aside. */
  remaining<Item extends { readonly index: number }>(items: readonly Item[]): readonly Item[] {
    return this.setAside.size === 0 ? items : items.filter(({ index }) => !this.setAside.has(index));
  }
}
