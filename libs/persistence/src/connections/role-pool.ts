import { type DynamicModule, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigurationRefused, type ProcessConfiguration } from '@app/platform';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-sources';
import { LoginRefused, orRefused } from './refused-connections';

/** A database that starts a little later than the process is waited for. */
export const RETRIES = { retryAttempts: 30, retryDelay: 500 };

/**
 * The pool of connections of one database role.
 * @param shape the configuration that names its URL and size
 * @param variable the one that has the URL
 */
export function rolePool<Shape extends ProcessConfiguration>(
  name: string,
  shape: Type<Shape>,
  variable: string,
  url: (configuration: Shape) => string,
  size: (configuration: Shape) => number,
): DynamicModule {
  return TypeOrmModule.forRootAsync({
    name,
    inject: [shape],
    useFactory: (configuration: Shape) => ({
      ...dataSourceOptions(
        name,
        url(configuration),
        size(configuration),
        configuration.databasePreparedStatements === 'yes',
      ),
      name,
      ...RETRIES,
      toRetry: (error) => !(error instanceof ConfigurationRefused) || error instanceof LoginRefused,
    }),
    dataSourceFactory: (options) => {
      if (options === undefined) throw new Error('a pool has options');
      return orRefused(variable, () => new DataSource(options).initialize());
    },
  });
}
