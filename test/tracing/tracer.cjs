/**
 * Loaded into the processes of a service by the test alone, in the place of a real SDK: writes every span that ends as a line of JSON into
 * TRACER_FOLDER, in a file of each process.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { isMainThread } = require('node:worker_threads');
const { context, ROOT_CONTEXT, trace, TraceFlags } = require('@opentelemetry/api');

const storage = new AsyncLocalStorage();
const contexts = {
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (active, work, self, ...args) => storage.run(active, () => work.apply(self, args)),
  bind: (active, target) =>
    typeof target === 'function' ? storage.run(active, () => AsyncLocalStorage.bind(target)) : target,
  enable: () => contexts,
  disable: () => contexts,
};

const newId = (bytes) => randomBytes(bytes).toString('hex');

function startSpan(name, options = {}, parentContext = contexts.active()) {
  const parent = trace.getSpanContext(parentContext);
  const traceId = parent?.traceId ?? newId(16);
  const told = {
    process: process.pid,
    name,
    kind: options.kind,
    traceId,
    spanId: newId(8),
    parentSpanId: parent?.spanId ?? null,
    links: (options.links ?? []).map((link) => link.context.traceId),
    attributes: { ...options.attributes },
    status: null,
    startMs: options.startTime ?? Date.now(),
  };
  const span = {
    spanContext: () => ({ traceId, spanId: told.spanId, traceFlags: TraceFlags.SAMPLED }),
    setAttribute: (key, value) => span.setAttributes({ [key]: value }),
    setAttributes: (attributes) => (Object.assign(told.attributes, attributes), span),
    setStatus: (status) => ((told.status = status), span),
    isRecording: () => true,
    end: () => {
      const line = JSON.stringify({ ...told, endMs: Date.now() });
      fs.appendFileSync(path.join(process.env.TRACER_FOLDER, `${process.pid}.jsonl`), `${line}\n`);
    },
  };
  return span;
}

if (isMainThread) {
  context.setGlobalContextManager(contexts);
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) });
}
