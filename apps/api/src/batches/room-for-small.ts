import { RequestRefused } from '@app/domain';
import { Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { SMALL_BODY_BYTES } from '../http/receive/receive-budget';

/** What a request costs beside its body: socket, headers, and what the pipeline makes of it. */
const LEAST_BYTES = 16 * 1024;
/** Part of RECEIVE_BUDGET_BYTES that small batches may hold on top of it, and part of that for one partner. */
const SHARE_OF_BUDGET = 1 / 4;
const SHARE_OF_PARTNER = 1 / 2;

/**
 * Bounds the small batches that have arrived and wait to be stored: while PostgreSQL is slow or silent, a flood of them must not fill
 * the memory. They count only from when they are complete, so that clients who send slowly take nobody's room.
 */
@Injectable()
export class RoomForSmall {
  private readonly limitBytes: number;
  private readonly heldByPartner = new Map<string, number>();
  private heldBytes = 0;

  constructor(configuration: Configuration) {
    // However small the budget is, each partner has room for one.
    const leastBytes = SMALL_BODY_BYTES / SHARE_OF_PARTNER;
    this.limitBytes = Math.max(configuration.receiveBudgetBytes * SHARE_OF_BUDGET, leastBytes);
  }

  /**
   * Does the work of one batch, if there is room. Large bodies have been counted by ReceiveBudget.
   * @param bytes of the inflated body
   * @throws RequestRefused `no_room`; the work has not begun then
   */
  async during<T>(partnerId: string, bytes: number, work: () => Promise<T>): Promise<T> {
    if (bytes > SMALL_BODY_BYTES) return work();
    const cost = Math.max(bytes, LEAST_BYTES);
    const own = this.heldByPartner.get(partnerId) ?? 0;
    if (this.heldBytes + cost > this.limitBytes || own + cost > this.limitBytes * SHARE_OF_PARTNER) {
      throw new RequestRefused('no_room', 'Too many other requests wait to be stored; try again shortly.');
    }
    this.hold(partnerId, cost);
    try {
      return await work();
    } finally {
      this.hold(partnerId, -cost);
    }
  }

  private hold(partnerId: string, bytes: number): void {
    this.heldBytes += bytes;
    const own = (this.heldByPartner.get(partnerId) ?? 0) + bytes;
    if (own === 0) this.heldByPartner.delete(partnerId);
    else this.heldByPartner.set(partnerId, own);
  }
}
