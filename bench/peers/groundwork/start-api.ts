import {
  type ClassProvider,
  type FactoryProvider,
  Logger,
  Module,
  type ModuleMetadata,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AcceptBatch } from './accept-batch';
import { ClientsController } from './clients.controller';
import { databaseOptions } from './database';
import { settings } from './settings';

/** The service's own limit for a request. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** TypeORM's default; there are not more batches in flight that store something at the same time. */
const POOL_SIZE = 10;

@Module({})
class ApiModule {}

/** How Nest gets the peer's own AcceptBatch. */
type Accepting = Omit<ClassProvider<AcceptBatch>, 'provide'> | Omit<FactoryProvider<AcceptBatch>, 'provide'>;

/**
 * Starts the HTTP entry that all peers have, and makes the tables.
 * @param accepting the one thing that is the peer's own
 * @param imports the modules that it needs
 */
export async function startApi(
  accepting: Accepting,
  imports: NonNullable<ModuleMetadata['imports']> = [],
): Promise<void> {
  Logger.overrideLogger(['error', 'warn']);
  const api = await NestFactory.create(
    {
      module: ApiModule,
      imports: [TypeOrmModule.forRoot({ ...databaseOptions(POOL_SIZE), synchronize: true }), ...imports],
      controllers: [ClientsController],
      providers: [{ provide: AcceptBatch, ...accepting }],
    },
    new FastifyAdapter({ bodyLimit: MAX_BODY_BYTES }),
  );
  await api.listen(settings.port, '127.0.0.1');
}
