import { ReleaseShards } from '@app/intake';
import { EndFrozenCopies } from '@app/persistence';
import { Configuration, Recoveries } from '@app/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Asks for a release at a steady beat, and frees what frozen processes hold: whatever was lost on the way is found again without anybody's help. */
@Injectable()
export class ReleaseTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ReleaseTimer.name);
  private timer: NodeJS.Timeout | undefined;
  private freeing = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly releaseShards: ReleaseShards,
    private readonly endFrozenCopies: EndFrozenCopies,
    private readonly recoveries: Recoveries,
  ) {}

  onApplicationBootstrap(): void {
    this.releaseShards.requestSweep();
    this.timer = setInterval(() => {
      this.releaseShards.requestSweep();
      void this.freeFrozen();
    }, this.configuration.releaseIntervalMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async freeFrozen(): Promise<void> {
    // Beats that find the database silent must not take all its connections.
    if (this.freeing) return;
    this.freeing = true;
    try {
      const ended = await this.endFrozenCopies.end();
      if (ended > 0) this.recoveries.tell('frozen_copies_ended', { connections: ended }, ended);
    } catch (error) {
      this.log.debug({ err: error }, 'not looked for frozen connections; the next beat does');
    } finally {
      this.freeing = false;
    }
  }
}
