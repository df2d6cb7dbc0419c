/**
 * What a container of the image can be: the first word of its command, and the program behind it. Those that answer health checks have the
 * variables of their address, with the default port.
 * @type {Readonly<Record<string, { program: string, health?: { host: string, port: string, defaultPort: number } }>>}
 */
export const processes = {
  api: {
    program: 'dist/apps/api/src/main.js',
    health: { host: 'API_HOST', port: 'API_PORT', defaultPort: 3000 },
  },
  worker: {
    program: 'dist/apps/worker/src/main.js',
    health: { host: 'WORKER_HOST', port: 'WORKER_PORT', defaultPort: 3001 },
  },
  dashboard: {
    program: 'dist/apps/dashboard/src/main.js',
    health: { host: 'DASHBOARD_HOST', port: 'DASHBOARD_PORT', defaultPort: 3002 },
  },
  migrate: { program: 'dist/libs/persistence/src/migrate.js' },
  partners: { program: 'dist/apps/partners/src/main.js' },
  'dashboard-user': { program: 'dist/apps/dashboard/src/access/print-user-entry.js' },
  'make-secrets': { program: 'deploy/image/make-secrets.mjs' },
};
