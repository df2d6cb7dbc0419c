/** Upper bounds of histograms, in seconds: from a fast answer to the longest that a batch should take. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** One thing that is measured. Names follow Prometheus: base units, and `_total` for what is only counted up. */
interface Described {
  readonly help: string;
  /** Each has few values, which the service knows beforehand: never an id, a key or a name that somebody chose. */
  readonly labels: readonly string[];
}

/** What is counted up since a process started. */
export const COUNTERS = {
  batches_accepted_total: { help: 'Batches that were stored durably.', labels: ['kind'] },
  items_accepted_total: { help: 'Items of batches that were stored durably.', labels: ['kind'] },
  requests_refused_total: {
    help: 'Requests that were answered with a problem, by its code in docs/problems.md.',
    labels: ['type'],
  },
  items_decided_total: { help: 'Items that reached their state.', labels: ['kind', 'state'] },
  item_problems_total: {
    help: 'Items that were decided otherwise than Completed, by the code of their first problem.',
    labels: ['kind', 'code'],
  },
  shards_released_total: { help: 'Shards that were handed to Bull.', labels: ['lane'] },
  recoveries_total: {
    help: 'How often the process recovered from something, by event; see below.',
    labels: ['event'],
  },
} as const satisfies Readonly<Record<string, Described>>;

/** What is measured each time. */
export const HISTOGRAMS = {
  request_seconds: {
    help: 'Time from the first byte of a request to the last of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
  accept_seconds: {
    help: 'Time that it took to split and store a batch, or to decide it within its request, once its body was there.',
    labels: ['kind'],
    buckets: SECONDS,
  },
  decide_seconds: {
    help: 'Time that it took to decide a shard, from taking its job to the commit.',
    labels: ['kind'],
    buckets: SECONDS,
  },
  submit_to_decided_seconds: {
    help: 'Time from the acceptance of a batch to the decision of each of its shards.',
    labels: ['kind'],
    buckets: SECONDS,
  },
} as const satisfies Readonly<Record<string, Described & { readonly buckets: readonly number[] }>>;

/** What is looked up whenever somebody asks for the metrics. */
export const GAUGES = {
  database_connections: {
    help: 'Connections to PostgreSQL by pool; `waiting` are those who wait for one.',
    labels: ['pool', 'state'],
  },
  waiting_shards: {
    help: 'Shards of all partners that are not decided; counted up to 100,000.',
    labels: [],
  },
  waiting_items: { help: 'Items of those shards.', labels: [] },
  waiting_partners: { help: 'Partners that have such shards.', labels: [] },
  oldest_waiting_seconds: {
    help: 'Age of the batch that has waited longest; 0 when none waits.',
    labels: [],
  },
  stalled_seconds: {
    help: 'Longest time for which the first waiting shard of any partner has been the first; 0 when none waits.',
    labels: [],
  },
  queue_paused: {
    help: '1 while an operator has paused the queue: nothing of it is decided until it is resumed; else 0.',
    labels: ['lane'],
  },
  process_running: { help: 'Always 1: this process runs, and is one of these.', labels: ['process'] },
  dependency_away: {
    help: '1 while the process misses PostgreSQL (`database`) or Redis (`redis`), else 0.',
    labels: ['dependency'],
  },
} as const satisfies Readonly<Record<string, Described>>;

/** Before all names. Those that Node's own metrics have begin with `process_` and `nodejs_`. */
export const METRIC_PREFIX = 'partner_client_service_';

export type CounterName = keyof typeof COUNTERS;
export type HistogramName = keyof typeof HISTOGRAMS;
export type GaugeName = keyof typeof GAUGES;

/** The labels of a metric, each with its value. */
export type LabelsOf<Metric extends Described> = Readonly<Record<Metric['labels'][number], string>>;
