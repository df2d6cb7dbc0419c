/** The chapters of the document, in their order. */
export const TAGS = [
  { name: 'Tokens', description: 'OAuth 2.0 client credentials (RFC 6749).' },
  { name: 'Partner clients', description: 'The merchants of a partner, alone or with their revenue claims.' },
  { name: 'Revenue claims', description: 'What saved partner clients earned in a month or a day.' },
  {
    name: 'Existing integrations',
    description:
      'The same routes under `/data/v1`, as integrations that were there before call them. New ones use `/api/v1`.',
  },
  { name: 'Health', description: 'For probes.' },
  { name: 'Documentation', description: 'This document, and the page that shows it.' },
] as const;
export type Tag = (typeof TAGS)[number]['name'];
