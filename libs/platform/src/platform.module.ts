import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ProcessConfiguration } from './config/process-configuration';
import { ReadinessChecks } from './health/readiness-checks';
import { createLogger, type ProcessName } from './logging/create-logger';
import { Metrics } from './metrics/metrics';
import { MetricsServer } from './metrics/metrics-server';
import { PROCESS_NAME, ProcessMetrics } from './metrics/process-metrics';
import { Recoveries } from './recoveries/recoveries';

/**
 * What every room may ask for without importing anything: the configuration (as its own class, and as what all processes have), the logger (`PinoLogger` or Nest's own),
 * the registry of readiness checks, and where recoveries and metrics are told.
 */
@Module({})
export class PlatformModule {
  static forProcess(process: ProcessName, configuration: ProcessConfiguration): DynamicModule {
    const own = configuration.constructor as Type<ProcessConfiguration>;
    return {
      module: PlatformModule,
      global: true,
      imports: [
        // No routes: requests and jobs set their log fields themselves, the same way in both processes.
        LoggerModule.forRoot({
          pinoHttp: { logger: createLogger(process, configuration.logLevel) },
          forRoutes: [],
        }),
      ],
      providers: [
        { provide: ProcessConfiguration, useValue: configuration },
        { provide: own, useValue: configuration },
        ReadinessChecks,
        Recoveries,
        Metrics,
        MetricsServer,
        { provide: PROCESS_NAME, useValue: process },
        ProcessMetrics,
      ],
      exports: [ProcessConfiguration, own, ReadinessChecks, Recoveries, Metrics],
    };
  }
}
