/** A request for a token that is not one, with the error of RFC 6749 section 5.2. */
export interface TokenCase {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';
}

interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const GRANT = 'grant_type=client_credentials';

const latin1 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'));
const basic = (pair: string): Record<string, string> => ({
  ...FORM_TYPE,
  authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
});

/** Cases that differ in a part of a request which is all right otherwise. */
export function tokenCases({ client_id, client_secret }: Credentials): readonly TokenCase[] {
  const right = { client_id, client_secret, grant_type: 'client_credentials' };
  const form = new URLSearchParams(right).toString();
  const text = JSON.stringify(right);
  const bad = (
    name: string,
    headers: Record<string, string>,
    body: TokenCase['body'],
    error: TokenCase['error'] = 'invalid_request',
  ): TokenCase => ({ name, headers, body, error });
  const member = (name: string, changes: object, error?: TokenCase['error']): TokenCase =>
    bad(name, JSON_TYPE, JSON.stringify({ ...right, ...changes }), error);
  const field = (name: string, changes: Record<string, string>, error?: TokenCase['error']): TokenCase =>
    bad(name, FORM_TYPE, new URLSearchParams({ ...right, ...changes }).toString(), error);

  return [
    ...['', '{', 'null', '1', '"x"', '[]', `[${text}]`, `${text}x`, '['.repeat(8_000)].map((body) =>
      bad(`JSON that is ${body.slice(0, 10) || 'empty'}`, JSON_TYPE, body),
    ),
    bad('JSON with bytes that are no UTF-8', JSON_TYPE, latin1(text.replace('"}', '\xff"}'))),
    bad('a form with bytes that are no UTF-8', FORM_TYPE, latin1(`${form}&x=\xff`)),
    bad('an empty form', FORM_TYPE, ''),
    bad('another media type', { 'content-type': 'text/plain' }, form),
    bad('no media type', { 'content-type': '' }, form),
    bad('form data', { 'content-type': 'multipart/form-data; boundary=x' }, form),
    bad('UTF-16', { 'content-type': 'application/json; charset=utf-16' }, text),
    bad('a coding that is none', { ...JSON_TYPE, 'content-encoding': 'br' }, text),
    bad('gzip that is none', { ...JSON_TYPE, 'content-encoding': 'gzip' }, text),
    bad('a body of 20 KB', JSON_TYPE, JSON.stringify({ ...right, x: 'x'.repeat(20_000) })),
    bad('a form as JSON', JSON_TYPE, form),
    bad('JSON as a form', FORM_TYPE, text),
    member('no grant_type', { grant_type: undefined }),
    member('an empty grant_type', { grant_type: '' }),
    member('another grant_type', { grant_type: 'password' }, 'unsupported_grant_type'),
    field('a grant_type in other letters', { grant_type: 'Client_Credentials' }, 'unsupported_grant_type'),
    member('a grant_type that is a list', { grant_type: ['client_credentials'] }),
    member('no client_id', { client_id: '' }),
    field('no client_secret', { client_secret: '' }),
    ...[1, null, true, {}, [client_id]].map((value) =>
      member(`a client_id that is ${JSON.stringify(value)}`, { client_id: value }),
    ),
    member('a client_secret that is an object', { client_secret: { $ne: '' } }),
    bad('a parameter that occurs twice', FORM_TYPE, `${form}&${GRANT}`),
    bad('credentials in header and body', basic(`${client_id}:${client_secret}`), form),
    ...['NUL\0', "' OR '1'='1", '*', 'x'.repeat(256), '__proto__', `${client_id} `, 'é'].map((id) =>
      member(`a client_id that is ${JSON.stringify(id).slice(0, 20)}`, { client_id: id }, 'invalid_client'),
    ),
    member('a secret with NUL behind it', { client_secret: `${client_secret}\0` }, 'invalid_client'),
    member('half a surrogate for a secret', { client_secret: '\ud800' }, 'invalid_client'),
    member('a secret of 10,000 characters', { client_secret: 'x'.repeat(10_000) }, 'invalid_client'),
    bad('HTTP Basic with wrong credentials', basic(`${client_id}:wrong`), GRANT, 'invalid_client'),
    bad('HTTP Basic without a colon', basic(client_id), GRANT, 'invalid_client'),
    bad('HTTP Basic of nothing', basic(''), GRANT, 'invalid_client'),
    bad('HTTP Basic with a broken escape', basic(`${client_id}:%zz`), GRANT, 'invalid_client'),
    bad(
      'HTTP Basic that is no Base64',
      { ...FORM_TYPE, authorization: 'Basic ???' },
      GRANT,
      'invalid_client',
    ),
    bad('another scheme', { ...FORM_TYPE, authorization: 'Bearer x' }, GRANT, 'invalid_client'),
  ];
}
