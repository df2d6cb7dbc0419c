/**
 * The import rules of docs/architecture.md as checks: who may import whom, and with what from outside.
 * Each rule says what it protects, so that a violation explains itself.
 */
const room = (name) => `^libs/${name}/src`;
const rooms = ['domain', 'intake', 'persistence', 'platform', 'queue'];
const notAllowed = (from, allowed) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment: `libs/${from} may import of our own rooms only: ${allowed.join(', ') || 'none'}`,
  from: { path: room(from) },
  to: {
    path: rooms
      .filter((r) => r !== from && !allowed.includes(r))
      .map(room)
      .concat('^apps/'),
  },
});
const npm = (names) => `^node_modules/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'what a browser imports is an address of the dashboard, not a file; its tests load it',
      from: { pathNot: '/browser/[^/]+\\.js$' },
      to: { couldNotResolve: true },
    },
    notAllowed('domain', []),
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'the domain knows class-validator and class-transformer, and no I/O at all',
      from: { path: room('domain'), pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: npm(['class-validator', 'class-transformer']),
      },
    },
    notAllowed('platform', ['domain']),
    notAllowed('persistence', ['domain', 'platform']),
    notAllowed('queue', ['domain', 'platform']),
    notAllowed('intake', ['domain', 'persistence', 'queue', 'platform']),
    {
      name: 'sql-stays-in-persistence',
      severity: 'error',
      comment: 'libs/persistence is the only place with SQL, so the only one that sees TypeORM and pg',
      from: { path: '^(apps|libs)/', pathNot: [room('persistence'), '\\.spec\\.ts$'] },
      to: { path: npm(['typeorm', '@nestjs/typeorm', 'pg', 'pg-copy-streams']) },
    },
    {
      name: 'bull-stays-in-queue',
      severity: 'error',
      comment: 'Bull stays behind libs/queue and the thin processors of the worker and the dashboard',
      from: { path: '^(apps|libs)/', pathNot: [room('queue'), '^apps/(worker|dashboard)/', '\\.spec\\.ts$'] },
      to: { path: npm(['bull', '@nestjs/bull', 'ioredis']) },
    },
    {
      name: 'tracing-stays-in-platform',
      severity: 'error',
      comment: 'libs/platform is the only place that knows OpenTelemetry',
      from: { path: '^(apps|libs)/', pathNot: [room('platform'), '\\.spec\\.ts$'] },
      to: { path: npm(['@opentelemetry']) },
    },
    {
      name: 'no-other-app',
      severity: 'error',
      comment: 'an app never imports another app',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-through-their-index',
      severity: 'error',
      comment: 'a room is entered through its index',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/.+', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.local)' },
  },
};
