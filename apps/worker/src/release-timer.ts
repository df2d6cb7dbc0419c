import { ReleaseShards } from '@app/intake';
import { Configuration } from '@app/platform';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Asks for a release at a steady beat: whatever was lost on the way is found again without anybody's help. */
@Injectable()
export class ReleaseTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly releaseShards: ReleaseShards,
  ) {}

  onApplicationBootstrap(): void {
    this.releaseShards.request();
    this.timer = setInterval(() => {
      this.releaseShards.request();
    }, this.configuration.releaseIntervalMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
