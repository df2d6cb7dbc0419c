import type { JsonValue } from './submitted-item.entity';

/** How a peer takes a request in: what it stores, and what it puts into its queue. */
export abstract class AcceptBatch {
  /**
   * Stores the items durably and hands them to the queue.
   * @returns the batch's id
   */
  abstract accept(items: readonly JsonValue[]): Promise<string>;
}
