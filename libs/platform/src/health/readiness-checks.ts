import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Something that this process cannot do its work without. */
export interface ReadinessCheck {
  /** As `/health/ready` names it, for example `database`. */
  readonly name: string;
  /** Rejects while the thing is away. */
  check(): Promise<void>;
}

export type ReadinessState = 'up' | 'down';

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, ReadinessState>>;
}

/** A check that takes longer counts as failed: probes wait for an answer one second by default. */
const CHECK_TIME_LIMIT_MS = 900;

/** The checks that the rooms of a process register, and the verdict over all of them. */
@Injectable()
export class ReadinessChecks implements OnModuleDestroy {
  private readonly checks: ReadinessCheck[] = [];
  private underWay: Promise<Readiness> | null = null;
  private stopping = false;

  register(check: ReadinessCheck): void {
    this.checks.push(check);
  }

  /** Ready when every check passes. Questions that arrive while one is being answered share its answer. */
  read(): Promise<Readiness> {
    this.underWay ??= this.runAll().finally(() => {
      this.underWay = null;
    });
    return this.underWay;
  }

  /** A process that is stopping finishes what it has, and asks for no more. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async runAll(): Promise<Readiness> {
    const states = await Promise.all(
      this.checks.map(async (check) => [check.name, await stateOf(check)] as const),
    );
    return {
      ready: !this.stopping && states.every(([, state]) => state === 'up'),
      checks: Object.fromEntries(states),
    };
  }
}

async function stateOf(check: ReadinessCheck): Promise<ReadinessState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<ReadinessState>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIME_LIMIT_MS, 'down');
  });
  const outcome = Promise.resolve()
    .then(() => check.check())
    .then(
      (): ReadinessState => 'up',
      (): ReadinessState => 'down',
    );
  try {
    return await Promise.race([outcome, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
