import { type DescribeOperation } from '../describe-operation';
import { refusal } from '../examples/refusal';
import { OUR_FAULTS, otherMethod } from '../examples/refusals-of-any-route';
import { type Operation, type Response } from '../openapi-types';
import { headerReferences } from '../parts/headers';
import { OF_EVERY_ANSWER, refusing } from '../parts/responses';
import { WITHOUT_TOKEN } from '../parts/security';

export const DOCUMENTATION: Pick<Operation, 'tags' | 'security'> = {
  tags: ['Documentation'],
  security: WITHOUT_TOKEN,
};
export const REFUSED_PAGES = [otherMethod('GET, HEAD'), ...OUR_FAULTS];

/** This document. */
export const document: DescribeOperation = () => ({
  ...DOCUMENTATION,
  operationId: 'openApiDocument',
  summary: 'This document',
  responses: {
    '200': giving('OpenAPI 3.1.', 'application/json', { type: 'object' }),
    ...refusing(REFUSED_PAGES),
  },
});

/** The page that shows it. */
export const page: DescribeOperation = () => ({
  ...DOCUMENTATION,
  operationId: 'documentationPage',
  summary: 'This document as a page',
  responses: {
    '200': giving('The page, which needs nothing from elsewhere.', 'text/html', { type: 'string' }),
    ...refusing(REFUSED_PAGES),
  },
});

/** What the page is made of. */
export const asset: DescribeOperation = () => ({
  ...DOCUMENTATION,
  operationId: 'documentationAsset',
  summary: 'A script or style of the page',
  parameters: [
    {
      name: 'asset',
      in: 'path',
      required: true,
      description: 'Name of the file.',
      schema: { type: 'string' },
      examples: { 'not-found': { summary: 'No file of the page', value: 'nothing.js' } },
    },
  ],
  responses: {
    '200': giving('The file.', 'text/*', { type: 'string' }),
    ...refusing([refusal('not_found'), ...REFUSED_PAGES]),
  },
});

/** An answer that is a file. */
export function giving(description: string, mediaType: string, schema: { type: string }): Response {
  return {
    description,
    headers: headerReferences(OF_EVERY_ANSWER),
    content: { [mediaType]: { schema } },
  };
}
