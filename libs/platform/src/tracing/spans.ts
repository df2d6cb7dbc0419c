import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type Link,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { describeError } from '../logging/describe-error';
import { spanContextOf, traceparentOf } from './trace-context';

const TRACER = 'partner-client-service';

/**
 * Whether an operator has loaded a tracer before the process began (docs/operations.md, "Traces"). Without one nothing of this folder
 * does anything: what is traced runs as if it were not.
 */
export const tracingIsOn = isLoaded();

/** The span by which it is found out is also the sign for operators that traces of this process arrive. */
function isLoaded(): boolean {
  const span = trace.getTracer(TRACER).startSpan('process starts');
  span.end();
  return isSpanContextValid(span.spanContext());
}

/** How a span begins. */
export interface SpanStart {
  /** Ids, counts and words of the service's own: never anything of an item. */
  readonly attributes?: Attributes;
  readonly kind?: 'server' | 'producer' | 'consumer';
  /** The span that it belongs to, as `traceparent`; without it the span that surrounds the caller. Null begins a trace. */
  readonly parent?: string | null;
  /** A span of somebody else's trace that led to this one. */
  readonly ledBy?: unknown;
  /** `performance.now()` when it began, if that was earlier. */
  readonly sinceMs?: number;
}

const KINDS = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/** Runs `work` in a span: spans that begin inside it, also after awaits, belong to it. It ends when `work` does. */
export function inSpan<T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T> {
  return tracingIsOn ? traced(name, start, work) : work();
}

async function traced<T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T> {
  const { span, within } = begin(name, start);
  try {
    return await context.with(within, work);
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** As `inSpan`, where a span surrounds the caller; what nobody is interested in makes no trace of its own. */
export function inInnerSpan<T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T> {
  return tracingIsOn && trace.getActiveSpan() !== undefined ? traced(name, start, work) : work();
}

/** A span that is over: it began at `sinceMs` and ends now. */
export function recordSpan(name: string, start: SpanStart): void {
  if (tracingIsOn) begin(name, start).span.end();
}

/** A span that ends when its owner says so. */
export interface OpenSpan {
  /** Runs `work`, and what follows from it, in the span. */
  readonly run: (work: () => void) => void;
  readonly end: (outcome: { readonly failed: boolean; readonly attributes: Attributes }) => void;
}

/** Begins a span for something that does not end with a promise. For those who have asked whether tracing is on. */
export function openSpan(name: string, start: SpanStart): OpenSpan {
  const { span, within } = begin(name, start);
  return {
    run: (work) => {
      context.with(within, work);
    },
    end: (outcome) => {
      span.setAttributes(outcome.attributes);
      if (outcome.failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** Adds to the span that surrounds the caller, if any. */
export function addSpanAttributes(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** The span that surrounds the caller, as text; null without one. */
export function currentTraceparent(): string | null {
  const span = trace.getActiveSpan();
  return span === undefined ? null : traceparentOf(span.spanContext());
}

/** The trace that surrounds the caller, as a field of log lines; no field without one. */
export function traceLogFields(): { trace_id?: string } {
  const span = trace.getActiveSpan();
  return span === undefined ? {} : { trace_id: span.spanContext().traceId };
}

function begin(name: string, start: SpanStart): { readonly span: Span; readonly within: Context } {
  const { attributes = {}, kind, sinceMs, ledBy } = start;
  const parent = parentOf(start);
  const link = spanContextOf(ledBy);
  const links: Link[] = link === undefined ? [] : [{ context: link }];
  const options = {
    attributes,
    links,
    kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
    // By the wall clock of now, which two processes share.
    ...(sinceMs !== undefined && { startTime: Date.now() - (performance.now() - sinceMs) }),
  };
  const span = trace.getTracer(TRACER).startSpan(name, options, parent);
  return { span, within: trace.setSpan(parent, span) };
}

function parentOf({ parent }: SpanStart): Context {
  if (parent === undefined) return context.active();
  const named = spanContextOf(parent);
  const outside = trace.deleteSpan(context.active());
  return named === undefined ? outside : trace.setSpanContext(outside, named);
}

/** An error's message may quote an item, and traces go elsewhere: only what it is. */
function markFailed(span: Span, error: unknown): void {
  const { type, code } = describeError(error);
  span.setAttribute('error.type', code ?? type).setStatus({ code: SpanStatusCode.ERROR, message: type });
}
