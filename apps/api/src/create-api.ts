import { ConnectionsInUse } from '@app/persistence';
import { type Configuration, lastMoments, Metrics } from '@app/platform';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger, PinoLogger } from 'nestjs-pino';
import { ApiModule } from './api.module';
import { Authenticate } from './auth/authenticate';
import { compressAnswers } from './http/compress-answers';
import { refuseTunnels } from './http/client-errors';
import { createAdapter } from './http/create-adapter';
import { drainBeforeClosing } from './http/drain';
import { meetExpectations } from './http/expectations';
import { installRequestGate } from './http/request-gate';
import { installRequestLog } from './http/request-log';
import { installRequestMetrics } from './http/request-metrics';
import { installRequestTracing } from './http/request-tracing';
import { installSecurityHeaders } from './http/security-headers';
import { requireUnambiguous } from './http/unambiguous';
import { closeAfterUnreadBodies } from './http/unread-body';
import { PartnerRates } from './limits/partner-rates';
import { installRateLimitFields } from './limits/rate-limit-fields';
import { OpenApiText } from './openapi/openapi-text';

/** The API as an application that is ready to listen. */
export async function createApi(configuration: Configuration): Promise<NestFastifyApplication> {
  const adapter = createAdapter(configuration);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(configuration), adapter, {
    bodyParser: false,
    bufferLogs: true,
    // Errors at start belong to runProcess, which words them.
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));

  const fastify = adapter.getInstance();
  // Bodies stay untouched until a route asks for them, whatever their media type.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload);
  });
  meetExpectations(fastify.server);
  refuseTunnels(fastify.server);
  // Bytes are what is limited. Node would drop the fields beyond a number without a word, an Idempotency-Key among them.
  fastify.server.maxHeadersCount = 0;
  installSecurityHeaders(fastify);
  installRequestLog(fastify, await app.resolve(PinoLogger));
  installRequestTracing(fastify);
  installRequestMetrics(fastify, app.get(Metrics));
  requireUnambiguous(fastify);
  await compressAnswers(fastify);
  closeAfterUnreadBodies(fastify);
  const connections = app.get(ConnectionsInUse);
  drainBeforeClosing(fastify, lastMoments(configuration), () => {
    connections.end();
  });
  const rates = app.get(PartnerRates);
  installRateLimitFields(fastify, rates);
  installRequestGate(fastify, app.get(Authenticate), rates);
  app.get(OpenApiText).describe(app);
  return app;
}
