import { jsonText } from '../../support/claims';
import { type Document, type Operation, type Parameter } from '../../support/openapi/document';
import { examplesOf, type DocumentedExample } from '../../support/openapi/documented-examples';
import { KnownValues } from '../../support/openapi/known-values';
import { type Field, framed, type FuzzRequest, type Promised } from '../fuzz-request';
import { type Ground } from '../ground';
import { bodyChangesOf, withBodyChange } from './body-changes';
import { resolvedSchema, type Schema } from './schema';
import { valuesFor } from './values-for';

/** What a request is made of before it is written down. */
interface Parts {
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly fields: readonly Field[];
  /** JSON text or a form; null for none. */
  readonly body: string | null;
  readonly promised: Promised;
}

/**
 * One request for every operation of the document, and every value that may be hard to take in each of its parameters, header fields
 * and body fields. All of it comes from the document: a new operation or field is among them without a word here.
 */
export function documentedRequests(document: Document, ground: Ground): (() => FuzzRequest)[] {
  const examples = examplesOf(document).filter(({ answer: { status } }) => status < 300);
  return Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap((operation) => {
      const example = examples.find((one) => one.operation === operation);
      return example === undefined ? [] : requestsOf(document, example, ground);
    }),
  );
}

function requestsOf(document: Document, example: DocumentedExample, ground: Ground): (() => FuzzRequest)[] {
  const { operation, method } = example;
  const base = partsOf(example, ground);
  const all = [
    base,
    ...otherParameters(document, operation, base, ground),
    ...otherBodies(document, operation, example, base, ground),
  ];
  return all.map((make) => () => {
    const parts = make();
    const query = parts.query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    const { body, fields } = framed(Buffer.from(parts.body ?? ''), { gzip: false, chunked: false });
    return {
      origin: `${operation.operationId} with documented parts`,
      method,
      target: `${parts.path}${query === '' ? '' : `?${query}`}`,
      fields: [...parts.fields, ...(parts.body === null ? [] : fields)],
      body,
      promised: parts.promised,
    };
  });
}

type Make = () => Parts;

/** The request of an example, with the latest batch for its id. */
function partsOf({ path, operation, parameters, body }: DocumentedExample, ground: Ground): Make {
  const known = new KnownValues(ground.credentials);
  const content = body === null ? null : known.inValue(body.value);
  const isForm = body?.mediaType === 'application/x-www-form-urlencoded';
  return () => {
    const latest = ground.batchAt(0.99)?.split('/').at(-1);
    let filled = path;
    for (const { name, in: where, value } of parameters) {
      if (where === 'path')
        filled = filled.replace(`{${name}}`, encodeURIComponent(name === 'id' ? (latest ?? value) : value));
    }
    return {
      path: filled,
      query: [],
      fields: [
        ['Host', 'service'],
        ...(takesToken(operation) ? ([['Authorization', `Bearer ${ground.token}`]] as const) : []),
        ...(body === null ? [] : ([['Content-Type', body.mediaType]] as const)),
      ],
      body:
        content === null
          ? null
          : isForm
            ? new URLSearchParams(content as Record<string, string>).toString()
            : jsonText(content),
      promised: 'documented',
    };
  };
}

function takesToken({ security }: Operation): boolean {
  return security.some((scheme) => 'accessToken' in scheme);
}

function otherParameters(
  document: Document,
  { parameters = [] }: Operation,
  base: Make,
  ground: Ground,
): Make[] {
  return parameters.flatMap((parameter) =>
    textsFor(document, parameter, ground).map((text) => () => withParameter(base(), parameter, text)),
  );
}

/** Texts that may be hard to take for a parameter; header fields cannot hold line ends. */
function textsFor(document: Document, parameter: Parameter, ground: Ground): string[] {
  const schema = resolvedSchema(document, (parameter as Parameter & { readonly schema: Schema }).schema);
  const values = [
    ...valuesFor(schema),
    ...(schema.items === undefined ? [] : valuesFor(resolvedSchema(document, schema.items))),
  ];
  const texts = values.map((value) => (typeof value === 'string' ? value : jsonText(value)));
  const most = parameter.in === 'header' ? 8_000 : 2_000;
  const all = [...texts, ...ground.foreignIds].map((text) => text.slice(0, most).toWellFormed());
  return [...new Set(all)].map((text) => (parameter.in === 'header' ? text.replace(/[\0\r\n]/g, '?') : text));
}

function withParameter(parts: Parts, { name, in: where }: Parameter, text: string): Parts {
  if (where === 'query')
    return { ...parts, query: [[name, text], ...(text.length % 7 === 1 ? [[name, text] as const] : [])] };
  if (where === 'header') {
    const others = parts.fields.filter(([given]) => given.toLowerCase() !== name.toLowerCase());
    return { ...parts, fields: [...others, [name, text]] };
  }
  return { ...parts, path: parts.path.replace(/[^/]+$/, encodeURIComponent(text)) };
}

function otherBodies(
  document: Document,
  { requestBody }: Operation,
  { body }: DocumentedExample,
  base: Make,
  { credentials }: Ground,
): Make[] {
  const sound = new KnownValues(credentials).inValue(body?.value ?? null);
  return Object.entries(requestBody?.content ?? {}).flatMap(([mediaType, { schema }]) =>
    bodyChangesOf(document, schema as Schema).map((change) => () => {
      const changed = withBodyChange(sound, change);
      const parts = base();
      const isForm = mediaType === 'application/x-www-form-urlencoded';
      const fields = parts.fields.filter(([name]) => name !== 'Content-Type');
      return {
        ...parts,
        fields: [...fields, ['Content-Type', mediaType]],
        body: isForm ? formOf(changed) : changed === undefined ? '' : jsonText(changed),
        // Of a batch the text alone decides whether it is taken.
        promised: (schema as Schema).type === 'array' ? 'body-decides' : 'documented',
      };
    }),
  );
}

/** An object as a form; what cannot stand in one stands there as JSON. */
function formOf(value: unknown): string {
  const members =
    typeof value === 'object' && value !== null ? Object.entries(value) : [['value', value] as const];
  const texts = members.map(([name, member]): [string, string] => [
    name.toWellFormed(),
    typeof member === 'string' ? member.toWellFormed() : jsonText(member ?? null),
  ]);
  return new URLSearchParams(texts).toString();
}
