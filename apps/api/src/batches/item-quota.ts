import { inDigits, RequestRefused } from '@app/domain';
import { WaitingItems } from '@app/persistence';
import { Configuration } from '@app/platform';
import { Injectable, Logger } from '@nestjs/common';
import { type CallingPartner } from '../auth/authenticate';
import { BoundedMap } from '../bounded-map';

/** How long a count is good for: what a partner sends in this time may exceed its quota. */
const COUNT_FRESH_MS = 1000;
const MOST_PARTNERS = 10_000;
/** Long enough for a worker to decide some hundred thousand items. */
const TRY_AGAIN_AFTER_S = 5;

interface Reading {
  readonly readAtMs: number;
  readonly items: Promise<number>;
  /** The last count that is known: of this reading, or of the one before as long as this one is under way. */
  latest: number;
}

/** Refuses batches of a partner of which too many items wait already (docs/contract.md section 5). */
@Injectable()
export class ItemQuota {
  private readonly log = new Logger(ItemQuota.name);
  private readonly readings = new BoundedMap<string, Reading>(MOST_PARTNERS);

  constructor(
    private readonly configuration: Configuration,
    private readonly waitingItems: WaitingItems,
  ) {}

  /**
   * A partner with room is never kept waiting: an old count is renewed beside its request. Only to refuse it takes a fresh one.
   * @throws RequestRefused backlog_full
   */
  async requireRoom({ partnerId, itemQuota }: CallingPartner): Promise<void> {
    const quota = itemQuota ?? this.configuration.partnerItemQuota;
    const reading = this.freshReading(partnerId, quota);
    if (reading.latest < quota) return;
    if ((await reading.items) >= quota) throw backlogFull(quota);
  }

  private freshReading(partnerId: string, quota: number): Reading {
    const known = this.readings.get(partnerId);
    if (known !== undefined && Date.now() - known.readAtMs < COUNT_FRESH_MS) return known;
    const items = this.waitingItems.count(partnerId, quota).catch((error: unknown) => {
      // Whether a batch can be stored shows when it is stored.
      this.log.debug({ err: error }, 'waiting items not counted');
      return 0;
    });
    const reading: Reading = { readAtMs: Date.now(), items, latest: known?.latest ?? 0 };
    void items.then((count) => (reading.latest = count));
    this.readings.set(partnerId, reading);
    return reading;
  }
}

function backlogFull(quota: number): RequestRefused {
  return new RequestRefused(
    'backlog_full',
    `This partner has ${inDigits(quota)} or more items waiting to be decided. Send further ones when some have been.`,
    TRY_AGAIN_AFTER_S,
  );
}
