import { type Document, type Operation } from '../../support/openapi/document';
import { type FuzzRequest } from '../fuzz-request';

/** An operation of the document, as it is found by a request. */
export interface Place {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** Finds the operation that a request means, in any of the spellings that an address may have. */
export class DocumentedPlaces {
  private readonly templates: readonly { readonly path: string; readonly pattern: RegExp }[];

  constructor(private readonly document: Document) {
    const templates = Object.keys(document.paths).map((path) => ({
      path,
      pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'is'),
    }));
    // The most exact address first: /docs/page is no /docs/{asset} where both are known.
    this.templates = templates.sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
  }

  /** The operation, or null where the document has none for the address and the method. */
  placeOf({ method, target }: FuzzRequest): Place | null {
    const path = this.pathOf(target);
    if (path === undefined) return null;
    const known = method === 'HEAD' ? 'get' : method.toLowerCase();
    const operation = this.document.paths[path]?.[known];
    return operation === undefined ? null : { path, method: known, operation };
  }

  private pathOf(target: string): string | undefined {
    const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
    try {
      const decoded = decodeURIComponent(path);
      return this.templates.find(({ pattern }) => pattern.test(decoded))?.path;
    } catch {
      return undefined;
    }
  }
}
