import fs from 'node:fs';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { clients } from '../support/clients';
import { type Service, startService } from '../support/service';

const DEPLOYED = path.resolve(__dirname, '../../deploy/tracing');
const isInstalled = fs.existsSync(path.join(DEPLOYED, 'node_modules/@opentelemetry/sdk-trace-node'));
if (!isInstalled) {
  console.warn(
    'SKIPPED: deploy/tracing with the real SDK, which is not installed. "npm ci --prefix deploy/tracing --ignore-scripts" installs it.',
  );
}

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
}
interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

(isInstalled ? describe : describe.skip)('deploy/tracing', () => {
  const requests: OtlpRequest[] = [];
  const collector = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as OtlpRequest);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  let service: Service;
  beforeAll(async () => {
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    service = await startService({
      env: {
        NODE_OPTIONS: `--require "${path.join(DEPLOYED, 'start.cjs')}"`,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        // Longer than the test: what arrives was sent while the processes stopped.
        OTEL_BSP_SCHEDULE_DELAY: '600000',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    collector.closeAllConnections();
    collector.close();
  });

  it('sends one trace of API and worker by OTLP, the last spans while they stop', async () => {
    const [partner] = service.partners;
    await partner.decided(await partner.submitClients(clients('otlp', 3)));
    await service.stopProcesses();
    const spans = requests.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ resource, scopeSpans }) => {
        const from = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        return scopeSpans.flatMap((scope) =>
          scope.spans.map(({ name, traceId }) => ({ name, traceId, from })),
        );
      }),
    );
    const decided = spans.find(({ name }) => name === 'decide shard');
    const trace = spans.filter(({ traceId }) => traceId === decided?.traceId);
    const told = trace.map(({ name, from }) => `${from.replace('partner-client-service-', '')}: ${name}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'api: POST /api/v1/clients',
        'api: accept batch',
        'api: transaction',
        'worker: decide shard',
        'worker: transaction',
      ]),
    );
    expect(trace.map(({ name }) => name)).toContain('release shard');
  });
});
