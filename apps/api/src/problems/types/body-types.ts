import { type ProblemType } from './problem-type';

/** What may be wrong with the body of a batch, whatever its items are. */
export const BODY_TYPES = {
  malformed_json: {
    status: 400,
    title: 'The body is not well-formed JSON',
    meaning: 'The body breaks the grammar of JSON (RFC 8259) at the byte that the detail names, or is empty.',
    remedy: 'Build the body with a JSON library. Comments, trailing commas and NaN are not JSON.',
    example: 'The body is not well-formed JSON: found a malformed number at byte 24, counted from 0.',
  },
  invalid_utf8: {
    status: 400,
    title: 'The body is not valid UTF-8',
    meaning:
      'The body holds bytes that are no UTF-8. They are not replaced, since replaced characters make keys collide.',
    remedy: 'Encode the whole body as UTF-8.',
    example:
      'The body is not valid UTF-8: found FF at byte 2, counted from 0. Save or send the text as UTF-8.',
  },
  not_an_array: {
    status: 400,
    title: 'The body is not a JSON array',
    meaning: 'The body is JSON, but something else than an array of items.',
    remedy: 'Send a bare array, also for a single item, and nothing around it.',
    example: 'The body must be a JSON array of items, also for a single item; found an object.',
  },
  empty_array: {
    status: 400,
    title: 'The array has no items',
    meaning: 'There is nothing to decide.',
    remedy: 'Send at least one item, or no request at all.',
    example: 'The array must hold at least one item; found none.',
  },
  too_deep: {
    status: 400,
    title: 'The body is nested too deeply',
    meaning: 'Arrays and objects stand inside of one another beyond the limit. The outer array is level 1.',
    remedy: 'Send the members of the contract only: no valid item comes near the limit.',
    example: 'The body is nested deeper than 32 levels, the most that is taken.',
  },
  corrupt_encoding: {
    status: 400,
    title: 'The content encoding is corrupt',
    meaning: 'The body is not the one whole gzip stream that Content-Encoding announces.',
    remedy: 'Send the compressed bytes unchanged and to their end, or send the body without compression.',
    example: 'The gzip stream is damaged or incomplete.',
  },
  too_many_items: {
    status: 413,
    title: 'The array has too many items',
    meaning: 'The array has more items than the route takes in one request.',
    remedy:
      'Cut the batch into several requests. The route that decides at once takes fewer items than the others.',
    example: 'The array has more than 100,000 items, the most that is taken.',
  },
  too_many_bytes: {
    status: 413,
    title: 'The body is too large',
    meaning: 'The body has more bytes than the route takes. The bytes after decompression count.',
    remedy: 'Cut the batch into several requests.',
    example: 'The body is larger than 67,108,864 bytes, the most that is taken.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The media type, charset or encoding is not supported',
    meaning: 'Content-Type or Content-Encoding announces a body that the service does not read.',
    remedy: 'Send Content-Type: application/json in UTF-8, either plain or with Content-Encoding: gzip.',
    example: 'The Content-Type must be application/json; found "text/plain".',
  },
} as const satisfies Readonly<Record<string, ProblemType>>;
