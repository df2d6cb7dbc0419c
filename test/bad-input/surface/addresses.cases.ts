const FIXED = [
  ...['/', '//', '/api', '/api/v1', '/data/v1/', '/api/v2/clients', '/api/v1/nothing', '/API/V1/CLIENT'],
  ...['//api/v1/clients', '/api//v1/clients', '/api/v1//clients', '/api/v1/clients//', '/api/v1/./clients'],
  ...['/api/v1/../v1/clients', '/api/v1/%2e%2e/clients', '/api/v1/clients/..', '/api/v1/clients;x=1'],
  ...[
    '/api/v1/clients%00',
    '/api/v1/clients%20',
    '/api/v1/clients%2f',
    '/api%2fv1%2fclients',
    '/api/v1\\clients',
  ],
  ...['/api/v1/clients%2fstatus', '/api/v1/clients/status', '/api/v1/clients/status/', '/api/v1/clients/*'],
  ...[
    '/api/v1/%zz',
    '/api/v1/clients/%c0%af',
    '/api/v1/clients/%',
    '/api/v1/clients.json',
    '/api/v1/:clients',
  ],
  ...['/health', '/health/', '/health/live/x', '/health/recoveries', '/metrics', '/admin', '/admin/queues'],
  ...[
    '/docs/../package.json',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e%2fpackage.json',
    '/docs/x.js',
    '/.env',
    '/.git/config',
  ],
  ...[
    '/problems/none',
    '/problems/__proto__',
    '/problems/constructor',
    '/openapi.yaml',
    '/favicon.ico',
    '/robots.txt',
  ],
  ...[
    '/auth/v1',
    '/auth/v1/token/x',
    '/auth/v2/token',
    '*',
    'http://x/nothing',
    'http://x',
    'https://x:443/api/v1/nothing',
  ],
];
/** Targets that look like routes and are none; `id` is that of a batch. With a token all of them are 404. */
export const STRANGE_TARGETS: readonly ((id: string) => string)[] = [
  ...FIXED.map((target) => () => target),
  (id) => `/api/v1/clients/status/${id}/x`,
  (id) => `/api/v1/clients/status%2f${id}`,
  (id) => `/api/v1/clients/status/x%2f..%2f${id}`,
  (id) => `/api/v1/clients/status/../status/${id}`,
  (id) => `/api/v1/clients/status//${id}`,
  (id) => `/api/v1/status/${id}`,
  (id) => `/api/v1/revenueClaims/status/${id}`,
];

/** Other ways to write the address of a status check, all of which lead there. */
export const OTHER_SPELLINGS: readonly ((id: string) => string)[] = [
  (id) => `/api/v1/clients/status/${id}`,
  (id) => `/DATA/V1/Clients/Status/${id}/`,
  (id) => `/%61pi/v1/client%73/status/${id}`,
  (id) => `http://somewhere.else/api/v1/clients/status/${id}`,
  (id) => `HTTPS://x:1/api/v1/clients/status/${id}`,
  (id) => `/api/v1/clients/status/${id}?`,
  (id) => `/api/v1/clients/status/${id}#x`,
];

/** Each route with the methods that it answers. */
export const METHODS_OF: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/clients': ['POST'],
  '/data/v1/Clients/RevenueClaims/': ['POST'],
  '/api/v1/revenueClaims': ['POST'],
  '/api/v1/clients/status/01980000-0000-7000-8000-000000000001': ['GET', 'HEAD'],
  '/data/v1/revenueClaims/status/x': ['GET', 'HEAD'],
  '/auth/v1/token': ['POST'],
  '/health/live': ['GET', 'HEAD'],
  '/health/ready': ['GET', 'HEAD'],
  '/openapi.json': ['GET', 'HEAD'],
  '/docs': ['GET', 'HEAD'],
  '/problems': ['GET', 'HEAD'],
};
