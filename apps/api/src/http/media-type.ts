import { found, RequestRefused } from '@app/domain';
import { RefusedWithHeaders } from '../problems/refusals';

export interface MediaType {
  /** Type and subtype in lower case, such as `application/json`. */
  readonly name: string;
  /** The charset parameter in lower case, or null where there is none. */
  readonly charset: string | null;
}

export type ContentCoding = 'identity' | 'gzip';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads a `Content-Type` (RFC 9110 section 8.3), or null where it is missing or makes no sense. */
export function readMediaType(header: string | undefined): MediaType | null {
  const [name = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim());
  const [type = '', subtype = '', ...rest] = name.split('/');
  if (!TOKEN.test(type) || !TOKEN.test(subtype) || rest.length > 0) return null;

  let charset: string | null = null;
  for (const parameter of parameters) {
    const [key = '', value = ''] = parameter.split('=', 2);
    if (key.toLowerCase() !== 'charset') continue;
    if (charset !== null) return null;
    charset = value.replace(/^"(.*)"$/, '$1').toLowerCase();
  }
  return { name: name.toLowerCase(), charset };
}

/**
 * The body's content coding, of a request that must be JSON in UTF-8 (docs/contract.md section 5).
 * @throws RequestRefused `unsupported_media_type` for another or no media type, charset or coding
 */
export function requireJson(headers: {
  'content-type'?: string | undefined;
  'content-encoding'?: string | undefined;
}): ContentCoding {
  const mediaType = readMediaType(headers['content-type']);
  if (mediaType?.name !== 'application/json') {
    throw unsupported('Content-Type must be application/json', headers['content-type']);
  }
  if ((mediaType.charset ?? 'utf-8') !== 'utf-8') {
    throw unsupported('charset must be utf-8', mediaType.charset ?? undefined);
  }
  return readContentCoding(headers['content-encoding']);
}

function unsupported(rule: string, given: string | undefined): RequestRefused {
  const what = given === undefined ? 'found none' : found(given);
  return new RequestRefused('unsupported_media_type', `The ${rule}; ${what}.`);
}

/** @throws RequestRefused `unsupported_media_type` for any coding but gzip, and for more than one */
export function readContentCoding(header: string | undefined): ContentCoding {
  switch ((header ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    default:
      throw new RefusedWithHeaders(
        'unsupported_media_type',
        'The Content-Encoding must be gzip or identity.',
        {
          'Accept-Encoding': 'gzip, identity',
        },
      );
  }
}
