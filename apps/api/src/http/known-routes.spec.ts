import { KnownRoutes } from './known-routes';
import { requestPath, routableTarget } from './request-path';

describe('KnownRoutes', () => {
  const routes = new KnownRoutes();
  routes.add('/api/v1/clients', ['POST']);
  routes.add('/api/v1/clients/status/:id', ['GET']);
  routes.add('/api/v1/clients/status/:id', ['HEAD']);

  it.each([
    ['/api/v1/clients', 'POST'],
    ['/API/v1/Clients/', 'POST'],
    ['/api/v1/clients/Status/x', 'GET, HEAD'],
  ])('names the methods of %s', (path, allow) => {
    expect(routes.refusalOf(path)).toMatchObject({ code: 'method_not_allowed', headers: { Allow: allow } });
  });

  it.each([
    '/',
    '',
    '/api/v1',
    '/api/v1/client',
    '/api/v1/clients/status',
    '/api/v1/clients/status/x/y',
    '//',
  ])('knows nothing at %s', (path) => {
    expect(routes.refusalOf(path)).toMatchObject({ code: 'not_found' });
  });
});

describe('requestPath', () => {
  it.each([
    ['/a/b?c=/d', '/a/b'],
    ['/%61pi/v1#x', '/api/v1'],
    ['http://host:1/a?b', '/a'],
    ['HTTP://host', ''],
    ['/a%2fb%2Fc%20d', '/a%2fb%2Fc d'],
    ['/%zz', null],
    ['/%ff?x', null],
    ['/x?%zz', '/x'],
    ['*', '*'],
  ])('of %s is %s', (target, path) => {
    expect(requestPath(target)).toBe(path);
  });
});

describe('routableTarget', () => {
  it('leaves what can be decoded alone and sends the rest where no route is', () => {
    expect(routableTarget('/a%20b?%zz')).toBe('/a%20b?%zz');
    expect(routableTarget('/api/v1/%zz')).toBe('/');
    expect(routableTarget(undefined)).toBe('/');
  });

  it('is in origin form, whatever the form and the letters it came in', () => {
    expect(routableTarget('HTTPS://host:1/api/v1?x')).toBe('/api/v1?x');
    expect(routableTarget('http://host')).toBe('/');
    expect(routableTarget('http://host?x=/api/v1')).toBe('/?x=/api/v1');
  });
});
