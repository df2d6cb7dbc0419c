import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';

/** A span as test/tracing/tracer.cjs writes it. */
export interface CollectedSpan {
  /** Id of the process. */
  readonly process: number;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  /** Ids of the linked traces. */
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code: number; readonly message?: string } | null;
  readonly startMs: number;
  readonly endMs: number;
}

const TRACER = path.join(__dirname, 'tracer.cjs');
const ARRIVED_WITHIN_MS = 10_000;

/** Collects the spans of the processes that get its environment. */
export class CollectedSpans {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-traces-'));

  get env(): Record<string, string> {
    return { NODE_OPTIONS: `--require "${TRACER}"`, TRACER_FOLDER: this.folder };
  }

  /** Those that have ended so far, in the order in which they began. */
  now(): CollectedSpan[] {
    return fs
      .readdirSync(this.folder)
      .flatMap((file) => fs.readFileSync(path.join(this.folder, file), 'utf8').split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CollectedSpan)
      .sort((one, other) => one.startMs - other.startMs);
  }

  /** The spans of the trace in which a batch was accepted, once there are so many with a name. */
  async ofBatch(statusCheckId: string, name: string, times = 1): Promise<CollectedSpan[]> {
    let found: CollectedSpan[] = [];
    const isWhole = (): boolean => {
      const spans = this.now();
      const accepted = spans.find(
        (span) => span.attributes['batch_id'] === statusCheckId && span.name !== 'decide shard',
      );
      found = spans.filter(({ traceId }) => traceId === accepted?.traceId);
      return found.filter((span) => span.name === name).length >= times;
    };
    if (await waitUntil(isWhole, { withinMs: ARRIVED_WITHIN_MS })) return found;
    const seen = found.map((span) => span.name).join(', ');
    throw new Error(`the trace of the batch has no ${times} "${name}", but: ${seen}`);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
