import {
  type Document,
  type Example,
  type MediaType,
  type Operation,
  type Parameter,
  type RequestChange,
  type Response,
} from './document';

/** One example of the document: a request, and the answer that is documented for it. */
export interface DocumentedExample {
  /** The operation and the example's own name. */
  readonly title: string;
  readonly name: string;
  readonly method: string;
  /** With `{name}` for parameters. */
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: readonly ParameterValue[];
  readonly body: { readonly mediaType: string; readonly value: unknown } | null;
  readonly change: RequestChange;
  readonly answer: DocumentedAnswer;
}

export interface ParameterValue {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly value: string;
}

export interface DocumentedAnswer {
  readonly status: number;
  readonly headers: Response['headers'];
  /** null where the answer has no body. */
  readonly mediaType: string | null;
  readonly value: unknown;
  /** JSON pointer into the document, as a URI fragment. */
  readonly schemaPointer: string;
}

/** Every example of the document, in its order. */
export function examplesOf(document: Document): DocumentedExample[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => examplesOfOperation(path, method, operation)),
  );
}

function examplesOfOperation(path: string, method: string, operation: Operation): DocumentedExample[] {
  return answersOf(path, method, operation).map(({ name, example, ...answer }) => ({
    title: `${operation.operationId} ${name}`,
    name,
    method: method.toUpperCase(),
    path,
    operation,
    parameters: parametersNamed(operation, name),
    body: bodyNamed(operation, name),
    change: example['x-request'] ?? {},
    answer: { ...answer, value: example.value },
  }));
}

type NamedAnswer = Omit<DocumentedAnswer, 'value'> & { readonly name: string; readonly example: Example };

function answersOf(path: string, method: string, { responses }: Operation): NamedAnswer[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    const answer = { status: Number(status), headers: response.headers };
    if (response.content === undefined)
      return emptyAnswers(response).map((empty) => ({ ...answer, ...empty }));
    return Object.entries(response.content).flatMap(([mediaType, { examples = {} }]) => {
      const where = ['paths', path, method, 'responses', status, 'content', mediaType, 'schema'];
      return Object.entries(examples).map(([name, example]) => ({
        ...answer,
        name,
        example,
        mediaType,
        schemaPointer: pointer(...where),
      }));
    });
  });
}

/** Answers without a body have their examples at a header field. */
function emptyAnswers({ headers = {} }: Response): Omit<NamedAnswer, 'status' | 'headers'>[] {
  const names = Object.values(headers).flatMap((header) =>
    '$ref' in header ? [] : Object.keys(header.examples ?? {}),
  );
  return names.map((name) => ({ name, example: {}, mediaType: null, schemaPointer: '' }));
}

/** The values with this name; a parameter of the path must have one, and takes the first that there is. */
function parametersNamed({ parameters = [] }: Operation, name: string): ParameterValue[] {
  return parameters.flatMap((parameter) => {
    const examples = parameter.examples ?? {};
    const example = examples[name] ?? (parameter.required ? Object.values(examples)[0] : undefined);
    return example === undefined
      ? []
      : [{ name: parameter.name, in: parameter.in, value: String(example.value) }];
  });
}

/** The body with this name, or else the first one. */
function bodyNamed({ requestBody }: Operation, name: string): DocumentedExample['body'] {
  const bodies = Object.entries(requestBody?.content ?? {}).flatMap(([mediaType, { examples = {} }]) =>
    Object.entries(examples).map(([title, { value }]) => ({ title, mediaType, value })),
  );
  return bodies.find(({ title }) => title === name) ?? bodies[0] ?? null;
}

/** The names of the examples that say what is sent. */
export function namesOfRequests({ requestBody, parameters = [] }: Operation): string[] {
  const places: readonly Pick<MediaType, 'examples'>[] = [
    ...Object.values(requestBody?.content ?? {}),
    ...parameters,
  ];
  return places.flatMap(({ examples = {} }) => Object.keys(examples));
}

function pointer(...steps: readonly string[]): string {
  const escaped = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#/${escaped.map(encodeURIComponent).join('/')}`;
}
