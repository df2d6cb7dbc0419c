import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  type CounterName,
  COUNTERS,
  type GaugeName,
  GAUGES,
  type HistogramName,
  HISTOGRAMS,
  type LabelsOf,
  METRIC_PREFIX,
} from './metric-list';
import { SharedAnswer } from './shared-answer';

/** Who asks for the metrics waits for 5 s; a figure that takes longer than this must not cost all others. */
const TOLD_WITHIN_MS = 2_000;

/** A value of a gauge, with its labels. */
export interface Sample<Name extends GaugeName> {
  readonly labels: LabelsOf<(typeof GAUGES)[Name]>;
  readonly value: number;
}

/** Values of some gauges. */
type Told<Names extends GaugeName> = { readonly [Name in Names]?: readonly Sample<Name>[] };

/** What a process tells Prometheus: the closed list of metric-list.ts, and Node's own (memory, CPU, event-loop delay). */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly counters = new Map<CounterName, Counter>();
  private readonly histograms = new Map<HistogramName, Histogram>();
  private readonly askers: (() => Promise<void>)[] = [];

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    for (const [name, { help, labels }] of Object.entries(COUNTERS)) {
      const counter = new Counter({ name: METRIC_PREFIX + name, help, labelNames: labels, registers });
      this.counters.set(name as CounterName, counter);
    }
    for (const [name, { help, labels, buckets }] of Object.entries(HISTOGRAMS)) {
      const described = { name: METRIC_PREFIX + name, help, labelNames: labels, buckets: [...buckets] };
      this.histograms.set(name as HistogramName, new Histogram({ ...described, registers }));
    }
  }

  count<Name extends CounterName>(name: Name, labels: LabelsOf<(typeof COUNTERS)[Name]>, times = 1): void {
    this.counters.get(name)?.inc(labels, times);
  }

  /** @param sinceMs `performance.now()` when it began */
  took<Name extends HistogramName>(
    name: Name,
    labels: LabelsOf<(typeof HISTOGRAMS)[Name]>,
    sinceMs: number,
  ): void {
    this.observe(name, labels, (performance.now() - sinceMs) / 1000);
  }

  observe<Name extends HistogramName>(
    name: Name,
    labels: LabelsOf<(typeof HISTOGRAMS)[Name]>,
    seconds: number,
  ): void {
    this.histograms.get(name)?.observe(labels, seconds);
  }

  /**
   * Has gauges of this process told whenever somebody asks for the metrics. What cannot be told then, or not soon, is left out, for the time
   * being.
   * @param tell gives all values of all these gauges
   */
  onAsked<Name extends GaugeName>(names: readonly Name[], tell: () => Promise<Told<Name>>): void {
    const gauges = names.map((name) => {
      const { help, labels } = GAUGES[name];
      const described = { name: METRIC_PREFIX + name, help, labelNames: labels };
      return [name, new Gauge({ ...described, registers: [this.registry] })] as const;
    });
    const answer = new SharedAnswer(tell, TOLD_WITHIN_MS);
    this.askers.push(async () => {
      const told: Told<Name> = (await answer.get()) ?? {};
      for (const [name, gauge] of gauges) {
        // One without labels would be reset to 0, which says something.
        if (GAUGES[name].labels.length === 0) gauge.remove();
        else gauge.reset();
        for (const { labels, value } of told[name] ?? []) gauge.set(labels, value);
      }
    });
  }

  /** All metrics in Prometheus' text format, with its media type. */
  async read(): Promise<{ readonly text: string; readonly mediaType: string }> {
    await Promise.all(this.askers.map((ask) => ask()));
    return { text: await this.registry.metrics(), mediaType: this.registry.contentType };
  }
}
