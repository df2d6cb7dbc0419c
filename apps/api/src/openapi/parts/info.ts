/** What the document says of the service as a whole. */
export const INFO = {
  title: 'Partner Client Service',
  version: '1',
  summary: 'Takes batches of partner clients and revenue claims, decides every item once, and says why.',
  description: `A partner sends arrays of items. The service decides for every item what became of it: \`Completed\`, \`Duplicate\`,
\`Conflict\` or \`Failed\`, and says why, in the order submitted.

1. Fetch a token ("Tokens" below).
2. \`POST\` a batch ("Partner clients", "Revenue claims"). \`202\` means that it is durably stored; one route decides at once and answers
   \`200\`.
3. Ask after it at \`status_check_uri\` until its \`status\` is \`Completed\`.
4. Correct the items that are \`Conflict\` or \`Failed\` and send those again: [/problems/items](/problems/items) says what each
   reason asks for, and [/problems](/problems) does for every refused request.

Refused requests are answered with \`application/problem+json\` (RFC 9457). The checks come in the order 401 and 403, 404 and 405, 429,
415, 413, 400, and last the \`Idempotency-Key\` (but what was stored under a key is never refused with 429). Addresses have no letter case, and \`HEAD\` does what \`GET\` does.

Examples with the same name belong together: parameters, body, and the one answer to them. They are those of a new partner whose
currency is GBP, sent from top to bottom. What neither can say of a request stands in the answer's example as \`x-request\`.`,
  license: { name: 'MIT', identifier: 'MIT' },
} as const;
