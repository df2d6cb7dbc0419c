import { type Configuration } from '@app/platform';
import { prefixOfPath } from '../http/route-prefixes';
import { type RouteDescriptions } from './describe-operation';
import { type OpenApi, type Operation, type Paths } from './openapi-types';
import { HEADERS } from './parts/headers';
import { INFO } from './parts/info';
import { SECURITY_SCHEMES } from './parts/security';
import { TAGS } from './parts/tags';
import { type ScannedRoute } from './scan-routes';
import { HEALTH_SCHEMAS } from './schemas/health-schema';
import { itemSchemas } from './schemas/item-schemas';
import { PROBLEM_SCHEMAS } from './schemas/problem-schema';
import { STATUS_DOCUMENT_SCHEMAS } from './schemas/status-document-schema';
import { TOKEN_SCHEMAS } from './schemas/token-schemas';

/**
 * The OpenAPI document of an API with these routes.
 * @throws Error for a route that nobody has described
 */
export function openApiDocument(
  routes: readonly ScannedRoute[],
  descriptions: RouteDescriptions,
  configuration: Configuration,
): OpenApi {
  const described = routes.map((route) => ({
    ...route,
    operation: descriptionOf(route, descriptions, configuration),
  }));
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/' }],
    tags: TAGS,
    paths: pathsOf(described),
    components: {
      schemas: {
        ...itemSchemas(configuration.entityTypes),
        ...STATUS_DOCUMENT_SCHEMAS,
        ...PROBLEM_SCHEMAS,
        ...TOKEN_SCHEMAS,
        ...HEALTH_SCHEMAS,
      },
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

interface DescribedRoute extends ScannedRoute {
  readonly operation: Operation;
}

function descriptionOf(
  { path, handler }: ScannedRoute,
  descriptions: RouteDescriptions,
  configuration: Configuration,
): Operation {
  const describe = descriptions.get(handler);
  if (describe === undefined) throw new Error(`${handler} is not described in the OpenAPI document`);
  return describe({ configuration, prefix: prefixOfPath(path) });
}

/** The routes in the order of their chapters, and within a chapter in the order of the controllers. */
function pathsOf(described: readonly DescribedRoute[]): Paths {
  const chapters = TAGS.map(({ name }) => described.filter(({ operation }) => operation.tags[0] === name));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { path, method, operation } of chapters.flat()) {
    paths[path] = { ...paths[path], [method]: operation };
  }
  return paths;
}
