import { RequestRefused } from '@app/domain';
import { readMediaType, requireJson } from './media-type';

describe('requireJson', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
    'application/json; profile=x; charset=utf-8',
  ])('takes %s', (contentType) => {
    expect(requireJson({ 'content-type': contentType })).toBe('identity');
  });

  it.each([
    undefined,
    '',
    'json',
    'text/plain',
    'application/jsonp',
    'application/json/x',
    'application/problem+json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/json; charset=',
    'application/json; charset=utf-8; charset=latin1',
    'application/json, application/json',
  ])('refuses %s', (contentType) => {
    expect(() => requireJson({ 'content-type': contentType })).toThrow(RequestRefused);
  });

  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['Identity', 'identity'],
    ['gzip', 'gzip'],
    [' GZIP ', 'gzip'],
    ['x-gzip', 'gzip'],
  ])('reads the coding %s as %s', (encoding, coding) => {
    expect(requireJson({ 'content-type': 'application/json', 'content-encoding': encoding })).toBe(coding);
  });

  it.each(['br', 'deflate', 'gzip, gzip', 'identity, gzip', 'gzipped'])(
    'refuses the coding %s',
    (encoding) => {
      expect(() => requireJson({ 'content-type': 'application/json', 'content-encoding': encoding })).toThrow(
        expect.objectContaining({
          code: 'unsupported_media_type',
          headers: { 'Accept-Encoding': 'gzip, identity' },
        }) as Error,
      );
    },
  );
});

describe('readMediaType', () => {
  it('gives the name in lower case and the charset', () => {
    expect(readMediaType('Text/Plain; Charset=Latin1')).toEqual({ name: 'text/plain', charset: 'latin1' });
    expect(readMediaType('text/plain')).toEqual({ name: 'text/plain', charset: null });
  });
});
