import { Logger } from '@nestjs/common';
import { Recoveries } from '../recoveries/recoveries';
import { Metrics } from './metrics';
import { ProcessMetrics } from './process-metrics';

describe('ProcessMetrics', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('tell which process runs, and what it misses for as long as it misses it', async () => {
    const metrics = new Metrics();
    const recoveries = new Recoveries(metrics);
    expect(new ProcessMetrics('worker', metrics, recoveries)).toBeDefined();
    const told = async (): Promise<string[]> =>
      (await metrics.read()).text
        .split('\n')
        .filter((line) => /^partner_client_service_(process_running|dependency_away)\{/.test(line))
        .map((line) => line.replace('partner_client_service_', ''));
    const running = 'process_running{process="worker"} 1';

    expect(await told()).toEqual([
      running,
      'dependency_away{dependency="redis"} 0',
      'dependency_away{dependency="database"} 0',
    ]);
    recoveries.away('database', 'somebody', new Error('refused'));
    expect(await told()).toContain('dependency_away{dependency="database"} 1');
    recoveries.back('database', 'somebody');
    expect(await told()).toContain('dependency_away{dependency="database"} 0');

    // Whoever has nothing to do would not notice by itself.
    recoveries.away('redis', 'idle', new Error('refused'), () => {
      recoveries.back('redis', 'idle');
      return Promise.resolve();
    });
    expect(await told()).toContain('dependency_away{dependency="redis"} 1');
    expect(await told()).toContain('dependency_away{dependency="redis"} 0');
  });
});
