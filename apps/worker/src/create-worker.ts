import { type Configuration } from '@app/platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { WorkerModule } from './worker.module';

/** The worker as an application; what it listens for is health alone. */
export async function createWorker(configuration: Configuration): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ skipMiddie: true });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(WorkerModule.with(configuration), adapter, {
    bufferLogs: true,
    // Errors at start belong to runProcess, which words them.
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  return app;
}
