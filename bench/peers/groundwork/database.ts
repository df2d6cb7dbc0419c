import { DataSource, type DataSourceOptions } from 'typeorm';
import { PartnerClient } from './partner-client.entity';
import { Batch } from './batch.entity';
import { settings } from './settings';
import { SubmittedItem } from './submitted-item.entity';

const ENTITIES = [Batch, SubmittedItem, PartnerClient];

/** @param poolSize how many connections at most; a worker needs one for each item or chunk that it decides at a time */
export function databaseOptions(poolSize: number): DataSourceOptions & { poolSize: number } {
  return { type: 'postgres', url: settings.databaseUrl, entities: ENTITIES, poolSize };
}

/** For workers without Nest: a connected pool. */
export function connect(poolSize: number): Promise<DataSource> {
  return new DataSource(databaseOptions(poolSize)).initialize();
}
