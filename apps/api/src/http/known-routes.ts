import { RequestRefused } from '@app/domain';
import { RefusedWithHeaders } from '../problems/refusals';

interface KnownRoute {
  readonly segments: readonly string[];
  readonly methods: Set<string>;
}

/** The addresses that have a route, to tell "no such address" from "not with this method". */
export class KnownRoutes {
  private readonly routes = new Map<string, KnownRoute>();

  /** @param pattern as the router knows it, with `:name` for any one segment */
  add(pattern: string, methods: readonly string[]): void {
    const key = pattern.toLowerCase();
    const route = this.routes.get(key) ?? { segments: segmentsOf(key), methods: new Set() };
    for (const method of methods) route.methods.add(method);
    this.routes.set(key, route);
  }

  /** Why a request that matched no route is refused: `method_not_allowed` with `Allow`, or `not_found`. */
  refusalOf(path: string): RequestRefused {
    const segments = segmentsOf(path.toLowerCase());
    const route = [...this.routes.values()].find((known) => matches(known.segments, segments));
    if (route === undefined) return new RequestRefused('not_found', 'There is nothing at this address.');
    const allow = [...route.methods].sort().join(', ');
    return new RefusedWithHeaders('method_not_allowed', `Use ${allow} here.`, { Allow: allow });
  }
}

/** One slash at the end does not count, as in the router. */
function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((segment, at) => (segment.startsWith(':') ? path[at] !== '' : segment === path[at]))
  );
}
