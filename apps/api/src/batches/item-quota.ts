import { RequestRefused } from '@app/domain';
import { isDatabaseAway, KnownIdempotencyKeys, WaitingItems } from '@app/persistence';
import { Configuration } from '@app/platform';
import { Injectable, Logger } from '@nestjs/common';
import { type CallingPartner } from '../auth/authenticate';
import { BoundedMap } from '../bounded-map';
import { backlogFullDetail } from '../problems/types/backlog-full';

/** How long a count is good for: what a partner sends in this time may exceed its quota. */
const COUNT_FRESH_MS = 1000;
const MOST_PARTNERS = 10_000;

/** What is known of a partner's undecided items: the latest count, and the one that is under way. */
interface Backlog {
  items: number;
  countedAtMs: number;
  counting: Promise<void> | null;
}

/** Refuses batches of a partner of which too many items wait already (docs/contract.md section 5). */
@Injectable()
export class ItemQuota {
  private readonly log = new Logger(ItemQuota.name);
  private readonly backlogs = new BoundedMap<string, Backlog>(MOST_PARTNERS);

  constructor(
    private readonly configuration: Configuration,
    private readonly waitingItems: WaitingItems,
    private readonly knownKeys: KnownIdempotencyKeys,
  ) {}

  /**
   * A partner with room is never kept waiting: an old count is renewed beside its request, one at a time. Only to refuse it takes a
   * fresh one. A request that repeats a stored one adds nothing and is let in.
   * @param idempotencyKey as it was sent
   * @throws RequestRefused backlog_full
   */
  async requireRoom(
    { partnerId, itemQuota }: CallingPartner,
    idempotencyKey: string | undefined,
  ): Promise<void> {
    const quota = itemQuota ?? this.configuration.partnerItemQuota;
    const backlog = this.backlogOf(partnerId);
    const isFresh = Date.now() - backlog.countedAtMs < COUNT_FRESH_MS;
    if (!isFresh) backlog.counting ??= this.count(partnerId, quota, backlog);
    if (backlog.items < quota) return;
    await backlog.counting;
    if (backlog.items < quota) return;
    if (idempotencyKey !== undefined && (await this.knownKeys.has(partnerId, idempotencyKey))) return;
    throw new RequestRefused('backlog_full', backlogFullDetail(quota));
  }

  private backlogOf(partnerId: string): Backlog {
    const known = this.backlogs.get(partnerId);
    if (known !== undefined) return known;
    const backlog: Backlog = { items: 0, countedAtMs: 0, counting: null };
    this.backlogs.set(partnerId, backlog);
    return backlog;
  }

  private async count(partnerId: string, quota: number, backlog: Backlog): Promise<void> {
    try {
      backlog.items = await this.waitingItems.count(partnerId, quota);
    } catch (error) {
      // Whether a batch can be stored shows when it is stored.
      backlog.items = 0;
      if (!isDatabaseAway(error)) this.log.error({ err: error }, 'waiting items not counted');
    }
    backlog.countedAtMs = Date.now();
    backlog.counting = null;
  }
}
