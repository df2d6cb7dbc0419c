import { ROUTE_PREFIXES, type RoutePrefix } from '../../http/route-prefixes';
import { type DescribedRoute } from '../describe-operation';
import { seriesOf, type Series } from '../examples/series';
import { type Operation } from '../openapi-types';
import { type Tag } from '../parts/tags';

const [NEW] = ROUTE_PREFIXES;

/** The examples' keys and ids under the prefix of a route. */
export function seriesOfRoute({ prefix }: DescribedRoute): Series {
  return seriesOf(requirePrefix(prefix));
}

/** Where a route stands in the document: its operation id has to differ under each prefix. */
export function placeOf(
  { prefix }: DescribedRoute,
  operationId: string,
  tag: Tag,
): Pick<Operation, 'operationId' | 'tags'> {
  if (requirePrefix(prefix) === NEW) return { operationId, tags: [tag] };
  const existing: Tag = 'Existing integrations';
  return { operationId: `${operationId}ForExistingIntegration`, tags: [existing] };
}

function requirePrefix(prefix: RoutePrefix | null): RoutePrefix {
  if (prefix === null) throw new Error('not a partner route');
  return prefix;
}
