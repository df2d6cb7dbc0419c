import { type DynamicModule, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-sources';

/** A database that starts a little later than the process is waited for. */
const RETRIES = { retryAttempts: 30, retryDelay: 500 };

/**
 * The pool of connections of one database role.
 * @param shape the configuration that names its URL and size
 */
export function rolePool<Shape extends object>(
  name: string,
  shape: Type<Shape>,
  url: (configuration: Shape) => string,
  size: (configuration: Shape) => number,
): DynamicModule {
  return TypeOrmModule.forRootAsync({
    name,
    inject: [shape],
    useFactory: (configuration: Shape) => ({
      ...dataSourceOptions(name, url(configuration), size(configuration)),
      name,
      ...RETRIES,
    }),
  });
}
