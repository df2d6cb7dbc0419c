import { Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { bullQueue } from './bull-queue';
import { databaseOptions } from './database';

@Module({})
class WorkerModule {}

/**
 * Starts a worker: Nest's application context with one Bull processor.
 * @param processor a class with `@Processor`
 * @param concurrency how many jobs it takes at a time; each has a connection to PostgreSQL
 */
export async function startBullWorker(processor: Type, concurrency: number): Promise<void> {
  Logger.overrideLogger(['error', 'warn']);
  await NestFactory.createApplicationContext({
    module: WorkerModule,
    imports: [TypeOrmModule.forRoot(databaseOptions(concurrency)), ...bullQueue()],
    providers: [processor],
  });
}
