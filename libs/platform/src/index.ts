export { Configuration } from './config/configuration';
export { DashboardConfiguration } from './config/dashboard-configuration';
export { isSecureUrl } from './config/network-variables';
export { type LogLevel, ProcessConfiguration } from './config/process-configuration';
export { describeVariables, type VariableDescription } from './config/describe-variables';
export { MigrationConfiguration } from './config/migration-configuration';
export { ConfigurationRefused, readConfiguration } from './config/read-configuration';
export { optionsTakenByNpm } from './config/options-taken-by-npm';
export { isDatabaseNamed, readOwnerConfiguration } from './config/owner-configuration';
export { HealthController } from './health/health.controller';
export { HealthModule } from './health/health.module';
export { type ReadinessCheck, ReadinessChecks } from './health/readiness-checks';
export { type LastMoments, lastMoments } from './lifecycle/last-moments';
export { runMigration, runProcess } from './lifecycle/run-process';
export { type Stoppable } from './lifecycle/stop-on-signal';
export { WaitingRoom } from './lifecycle/waiting-room';
export { createLogger, type ProcessName } from './logging/create-logger';
export { describeError } from './logging/describe-error';
export {
  addLogFields,
  currentLogFields,
  type LogFields,
  millisecondsSince,
  withLogFields,
} from './logging/log-fields';
export { COUNTERS, GAUGES, HISTOGRAMS, METRIC_PREFIX } from './metrics/metric-list';
export { Metrics } from './metrics/metrics';
export { Recoveries } from './recoveries/recoveries';
export { RECOVERY_EVENTS, type RecoveryEvent, type RecoveryEventName } from './recoveries/recovery-events';
export {
  addSpanAttributes,
  currentTraceparent,
  inInnerSpan,
  inSpan,
  openSpan,
  recordSpan,
  type SpanStart,
  traceLogFields,
  tracingIsOn,
} from './tracing/spans';
export { PlatformModule } from './platform.module';
