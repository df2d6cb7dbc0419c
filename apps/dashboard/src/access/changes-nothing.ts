import { type FastifyRequest } from 'fastify';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Whether a request only looks. */
export function changesNothing({ method }: Pick<FastifyRequest, 'method'>): boolean {
  return METHODS.has(method);
}
