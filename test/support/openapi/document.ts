/** The served document as far as tests read it; references to headers and examples are resolved by `resolved`. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly examples?: Readonly<Record<string, Example>>;
}

export interface MediaType {
  readonly schema: object;
  readonly examples?: Readonly<Record<string, Example>>;
}

export interface Example {
  readonly value?: unknown;
  readonly 'x-request'?: RequestChange;
}

export interface RequestChange {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

export interface Response {
  readonly headers?: Readonly<Record<string, Header | { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface Header {
  readonly required: boolean;
  readonly schema: { readonly type: string };
  readonly examples?: Readonly<Record<string, Example>>;
}

/** A header field of an answer, wherever in the document it is described. */
export function resolved(document: Document, header: Header | { readonly $ref: string }): Header {
  if (!('$ref' in header)) return header;
  const name = header.$ref.replace('#/components/headers/', '');
  const found = document.components['headers']?.[name];
  if (found === undefined) throw new Error(`there is no header ${name}`);
  return found as Header;
}
