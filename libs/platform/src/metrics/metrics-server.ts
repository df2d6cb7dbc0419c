import { createServer, type Server } from 'node:http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ProcessConfiguration } from '../config/process-configuration';
import { Metrics } from './metrics';

/** Tells the metrics on a port of their own, which partners do not reach. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MetricsServer.name);
  private server: Server | null = null;

  constructor(
    private readonly configuration: ProcessConfiguration,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsHost, metricsPort } = this.configuration;
    if (metricsPort === 0) return;
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Ask GET /metrics.\n');
        return;
      }
      this.metrics.read().then(
        ({ text, mediaType }) => {
          response.writeHead(200, { 'Content-Type': mediaType, 'Cache-Control': 'no-store' }).end(text);
        },
        (error: unknown) => {
          this.log.error({ err: error }, 'metrics could not be told');
          response.writeHead(500, { 'Content-Type': 'text/plain' }).end();
        },
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(metricsPort, metricsHost, resolve);
    });
    this.server = server;
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
