import { Metrics } from './metrics';

/** Of the monitors in deploy/kubernetes/components/metrics. */
const SCRAPE_TIMEOUT_MS = 5_000;

async function linesOf(metrics: Metrics, name: string): Promise<string[]> {
  const { text } = await metrics.read();
  return text.split('\n').filter((line) => line.startsWith(`partner_client_service_${name}`));
}

describe('Metrics', () => {
  it('count up, each combination of labels apart', async () => {
    const metrics = new Metrics();
    metrics.count('items_decided_total', { kind: 'clients', state: 'Completed' }, 3);
    metrics.count('items_decided_total', { kind: 'clients', state: 'Completed' });
    metrics.count('items_decided_total', { kind: 'clients', state: 'Failed' }, 0);
    expect(await linesOf(metrics, 'items_decided_total')).toEqual([
      'partner_client_service_items_decided_total{kind="clients",state="Completed"} 4',
      'partner_client_service_items_decided_total{kind="clients",state="Failed"} 0',
    ]);
  });

  it('sort times into buckets, in seconds', async () => {
    const metrics = new Metrics();
    metrics.observe('decide_seconds', { kind: 'clients' }, 0.2);
    const lines = await linesOf(metrics, 'decide_seconds');
    expect(lines).toContain('partner_client_service_decide_seconds_bucket{le="0.1",kind="clients"} 0');
    expect(lines).toContain('partner_client_service_decide_seconds_bucket{le="0.25",kind="clients"} 1');
    expect(lines).toContain('partner_client_service_decide_seconds_sum{kind="clients"} 0.2');
  });

  it('ask for gauges when they are asked themselves, and leave out what cannot be told', async () => {
    const metrics = new Metrics();
    let waiting = 5;
    metrics.onAsked(['waiting_shards', 'waiting_items'], () => {
      if (waiting === 0) return Promise.reject(new Error('away'));
      return Promise.resolve({
        waiting_shards: [{ labels: {}, value: waiting }],
        waiting_items: [{ labels: {}, value: 10 * waiting }],
      });
    });
    expect(await linesOf(metrics, 'waiting')).toEqual([
      'partner_client_service_waiting_shards 5',
      'partner_client_service_waiting_items 50',
    ]);
    waiting = 6;
    expect(await linesOf(metrics, 'waiting_items')).toEqual(['partner_client_service_waiting_items 60']);
    waiting = 0;
    expect(await linesOf(metrics, 'waiting')).toEqual([]);
  });

  it('do not wait for long for a figure, nor ask for it anew meanwhile, and tell it again when it comes', async () => {
    const metrics = new Metrics();
    let asked = 0;
    let answer: ((value: number) => void) | undefined;
    metrics.count('items_decided_total', { kind: 'clients', state: 'Completed' });
    metrics.onAsked(['waiting_shards'], async () => {
      asked++;
      const value = await new Promise<number>((resolve) => (answer = resolve));
      return { waiting_shards: [{ labels: {}, value }] };
    });
    const begunMs = performance.now();
    const { text } = await metrics.read();
    expect(text).toContain('partner_client_service_items_decided_total{kind="clients",state="Completed"} 1');
    expect(text).not.toMatch(/^partner_client_service_waiting_shards/m);
    expect(performance.now() - begunMs).toBeLessThan(SCRAPE_TIMEOUT_MS / 2);
    const both = Promise.all([1, 2].map(() => linesOf(metrics, 'waiting_shards')));
    answer?.(7);
    const told = ['partner_client_service_waiting_shards 7'];
    expect([await both, asked]).toEqual([[told, told], 1]);
  });

  it('tell of Node itself', async () => {
    const { text, mediaType } = await new Metrics().read();
    expect(mediaType).toContain('text/plain');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds ');
    expect(text).toContain('process_resident_memory_bytes ');
  });
});
