import { Inject, Injectable } from '@nestjs/common';
import { type ProcessName } from '../logging/create-logger';
import { DEPENDENCIES, Recoveries } from '../recoveries/recoveries';
import { Metrics } from './metrics';

/** By what Nest knows the name of the process. */
export const PROCESS_NAME = Symbol('process name');

/**
 * Tells, in every process alike, which one it is, and what it misses. Who has missed something and is idle since is asked to look again, so
 * that the next answer is right.
 */
@Injectable()
export class ProcessMetrics {
  constructor(@Inject(PROCESS_NAME) process: ProcessName, metrics: Metrics, recoveries: Recoveries) {
    metrics.onAsked(['process_running', 'dependency_away'], () =>
      Promise.resolve({
        process_running: [{ labels: { process }, value: 1 }],
        dependency_away: DEPENDENCIES.map((dependency) => {
          const away = recoveries.isAway(dependency);
          if (away) recoveries.askAgain(dependency);
          return { labels: { dependency }, value: away ? 1 : 0 };
        }),
      }),
    );
  }
}
