import cookie from '@fastify/cookie';
import { OperatorPath } from '@app/persistence';
import { type DashboardConfiguration } from '@app/platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { requireFormTokens } from './access/form-token-field';
import { installGate } from './access/gate';
import { Sessions } from './access/sessions';
import { WatchedQueues } from '@app/queue';
import { DashboardModule } from './dashboard.module';
import { installSecurityHeaders } from './pages/security-headers';
import { BOARD_APIS, installBoards } from './queues/install-boards';

/** Forms of this dashboard, and what the board of the queues sends, are far smaller. */
const MOST_BODY_BYTES = 64 * 1024;

/** A connection on which nothing moves, such as that of somebody who stopped reading a download. */
const IDLE_CONNECTION_MS = 300_000;

/** The dashboard as an application that is ready to listen. */
export async function createDashboard(
  configuration: DashboardConfiguration,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // Whose X-Forwarded-For says where a person is. Anybody may send one.
    trustProxy: configuration.trustedProxies.length > 0 && [...configuration.trustedProxies],
    connectionTimeout: IDLE_CONNECTION_MS,
    bodyLimit: MOST_BODY_BYTES,
    // Streams of live pages would keep a process that stops from ending.
    forceCloseConnections: true,
    skipMiddie: true,
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(DashboardModule.with(configuration), adapter, {
    bufferLogs: true,
    // Errors at start belong to runProcess, which words them.
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));

  const fastify = adapter.getInstance();
  await fastify.register(cookie);
  installSecurityHeaders(fastify);
  const sessions = app.get(Sessions);
  installGate(fastify, sessions);
  requireFormTokens(fastify, sessions, BOARD_APIS);
  installBoards(fastify, app.get(WatchedQueues), app.get(OperatorPath));
  return app;
}
