import { type Configuration } from '@app/platform';
import { type RoutePrefix } from '../http/route-prefixes';
import { type Operation } from './openapi-types';

/** What descriptions of operations depend on. */
export interface DescribedRoute {
  readonly configuration: Configuration;
  /** The prefix that the route answers under, or null where it is no partner route. */
  readonly prefix: RoutePrefix | null;
}

export type DescribeOperation = (route: DescribedRoute) => Operation;

/** The description of every route of a controller, by the name of its method: a method without one does not compile. */
export type Descriptions<Controller> = Readonly<Record<keyof Controller, DescribeOperation>>;

/** What is said of each route, by `Controller.method`. */
export type RouteDescriptions = ReadonlyMap<string, DescribeOperation>;

/** The descriptions of one controller, as the scan of the routes names its methods. */
export function describing<Controller extends object>(
  { name }: { readonly name: string; readonly prototype: Controller },
  descriptions: Descriptions<Controller>,
): (readonly [string, DescribeOperation])[] {
  return Object.entries<DescribeOperation>(descriptions).map(([method, describe]) => [
    `${name}.${method}`,
    describe,
  ]);
}
