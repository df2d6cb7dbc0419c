import { createHmac, type BinaryLike } from 'node:crypto';

/** Base64url of JSON, or of text and bytes as they are. */
export function encoded(value: object | string): string {
  const bytes =
    typeof value === 'string' || Buffer.isBuffer(value)
      ? Buffer.from(value)
      : Buffer.from(JSON.stringify(value));
  return bytes.toString('base64url');
}

/** A token put together by hand, as no library would: any header, and any signature or none. */
export function handmade(header: object, claims: object | string, signature: Buffer | '' = ''): string {
  return `${encoded(header)}.${encoded(claims)}.${signature === '' ? '' : encoded(signature)}`;
}

/** One whose signature is an HMAC of SHA-256 with a key that may be anything. */
export function handmadeHmac(header: object, claims: object | string, key: BinaryLike): string {
  const signature = createHmac('sha256', key)
    .update(`${encoded(header)}.${encoded(claims)}`)
    .digest();
  return handmade(header, claims, signature);
}

/** The three parts of a compact token, some of them changed. */
export function withParts(token: string, change: (parts: [string, string, string]) => string[]): string {
  return change(token.split('.') as [string, string, string]).join('.');
}
