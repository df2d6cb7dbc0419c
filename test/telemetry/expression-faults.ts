import {
  COUNTERS,
  GAUGES,
  HISTOGRAMS,
  METRIC_PREFIX,
  Metrics,
  RECOVERY_EVENTS,
} from '../../libs/platform/src';
import { namedIn } from './promql';

/** What Prometheus itself puts on whatever it scrapes, and the bound of a bucket. */
const LABELS_OF_ALL = ['instance', 'job', 'le'];

type Labels = ReadonlyMap<string, readonly string[]>;

/** Every name under which the service and Node tell something, with its labels. */
export async function toldMetrics(): Promise<Labels> {
  const told = new Map<string, readonly string[]>();
  for (const [name, { labels }] of Object.entries({ ...COUNTERS, ...GAUGES }))
    told.set(METRIC_PREFIX + name, labels);
  const tellHistogram = (name: string, labels: readonly string[]): void => {
    for (const part of ['bucket', 'sum', 'count']) told.set(`${name}_${part}`, labels);
  };
  for (const [name, { labels }] of Object.entries(HISTOGRAMS)) tellHistogram(METRIC_PREFIX + name, labels);
  const { text } = await new Metrics().read();
  for (const [, name = '', type = ''] of text.matchAll(/^# TYPE ((?:nodejs|process)_\w+) (\w+)$/gm)) {
    if (type === 'histogram') tellHistogram(name, []);
    else told.set(name, []);
  }
  return told;
}

/** Why an expression asks for something that nobody tells; nothing where it is sound. */
export function faultsOf(expression: string, told: Labels): string[] {
  const { metrics, matchers, groupedBy } = namedIn(expression);
  // What Prometheus tells of its own alerts.
  const ours = metrics.filter((metric) => metric !== 'ALERTS');
  if (ours.length === 0) return metrics.length === 0 ? ['it asks for no metric'] : [];
  const labels = [...LABELS_OF_ALL, ...ours.flatMap((metric) => told.get(metric) ?? [])];
  const asked = [...matchers.map(({ label }) => label), ...groupedBy];
  const events = matchers
    .filter(({ label, operator }) => label === 'event' && operator.startsWith('='))
    .flatMap(({ value }) => value.split('|'));
  return [
    ...ours.filter((metric) => !told.has(metric)).map((metric) => `nobody tells ${metric}`),
    ...asked.filter((label) => !labels.includes(label)).map((label) => `there is no label ${label}`),
    ...events.filter((event) => !(event in RECOVERY_EVENTS)).map((event) => `there is no event ${event}`),
  ];
}
