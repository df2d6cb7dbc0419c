import { type JsonSchema } from '@app/domain';

/** As much of OpenAPI 3.1 as the document uses; @nestjs/swagger's own types are those of 3.0. */

export interface Reference {
  readonly $ref: string;
}

export interface Example {
  readonly summary: string;
  readonly description?: string;
  readonly value?: unknown;
  /** What to send for it, where the examples of body and parameters with the same name do not say so. */
  readonly 'x-request'?: RequestChange;
}

/** How a request differs from the first example of its operation. */
export interface RequestChange {
  readonly method?: string;
  /** null takes a field away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  /** A body that is no text. */
  readonly bodyBase64?: string;
}

export type Examples = Readonly<Record<string, Example | Reference>>;

export interface MediaType {
  readonly schema: JsonSchema | Reference;
  readonly examples?: Examples;
}

export interface Header {
  readonly description: string;
  /** Whether every answer of the kind carries it. */
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly examples?: Examples;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly required?: boolean;
  readonly style?: 'form';
  readonly explode?: boolean;
  readonly schema: JsonSchema;
  readonly examples?: Examples;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface RequestBody {
  readonly description?: string;
  readonly required: true;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody;
  /** By status. */
  readonly responses: Readonly<Record<string, Response>>;
}

export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Paths;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
