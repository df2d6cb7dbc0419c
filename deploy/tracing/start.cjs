/**
 * Sends the traces of a process by OTLP over HTTP: loaded with NODE_OPTIONS="--require …/deploy/tracing/start.cjs". Where to, and how much, say
 * OpenTelemetry's own variables (docs/operations.md, "Traces").
 */
const path = require('node:path');
const { isMainThread } = require('node:worker_threads');

const SERVICE = 'partner-client-service';
/** A process that has stopped waits so long at most for its last spans to be taken. */
const LAST_SPANS_MS = 1_000;

/** Those that have spans. */
const TRACED = ['api', 'worker', 'dashboard'];

/**
 * `api` of dist/apps/api/src/main.js, and of `deploy/image/run.mjs api`, which becomes it in the image; null for other programs, threads, and
 * the child that decides carefully: they have no spans.
 */
function processName() {
  const [, program = '', word = ''] = process.argv;
  const file = path.resolve(program).replaceAll('\\', '/');
  const name = file.endsWith('/deploy/image/run.mjs')
    ? word
    : /\/apps\/([a-z]+)\/src\/main\.js$/.exec(file)?.[1];
  return isMainThread && TRACED.includes(name) ? name : null;
}

function start(name) {
  const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
  const {
    defaultResource,
    detectResources,
    envDetector,
    resourceFromAttributes,
  } = require('@opentelemetry/resources');
  const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
  const own = {
    'service.name': `${SERVICE}-${name}`,
    'service.namespace': SERVICE,
    'process.pid': process.pid,
  };
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(own))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    setTimeout(() => exit(code), LAST_SPANS_MS);
    provider.shutdown().then(
      () => exit(code),
      () => exit(code),
    );
  };
}

const name = processName();
if (name !== null) start(name);
