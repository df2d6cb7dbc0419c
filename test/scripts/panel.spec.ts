import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/embedded/folders.mjs';
import { panel } from '../../scripts/start/panel.mjs';

const partner = {
  name: 'Demo Payments',
  client_id: 'demo-payments',
  client_secret: 's'.repeat(43),
  currency: 'GBP',
};
const stack = {
  api: 'http://127.0.0.1:30000',
  metrics: {
    api: 'http://127.0.0.1:30001/metrics',
    worker: 'http://127.0.0.1:30002/metrics',
    dashboard: 'http://127.0.0.1:30003/metrics',
  },
  databaseUrl: 'postgres://owner:secret@127.0.0.1:40000/partner_client_service',
  redisUrl: 'redis://127.0.0.1:40001',
  dashboard: 'http://127.0.0.1:30002',
  dashboard_user: 'operator',
  dashboard_password: 'p'.repeat(43),
  pids: { api: 1, worker: 2, dashboard: 5, postgres: 3, redis: 4 },
};
const places = { workerUrl: 'http://127.0.0.1:40002', logFolder: '.local/logs' };

describe('the panel', () => {
  it.each([[[partner]], [[]]])('fits a terminal of 80 columns, but for commands', (partners) => {
    const prose = panel({ ...stack, partners }, places)
      .split('\n')
      .filter((line) => !/^(token=|curl |npm )/.test(line));
    expect(prose.length).toBeGreaterThan(8);
    expect(prose.filter((line) => line.length >= 78)).toEqual([]);
  });

  it('sends a client that the existing integration can send as well', () => {
    const file = path.join(projectFolder, 'examples/existing-integration/merchants.json');
    const { clients } = JSON.parse(fs.readFileSync(file, 'utf8')) as { clients: object[] };
    expect(panel({ ...stack, partners: [partner] }, places)).toContain(
      `'${JSON.stringify(clients.slice(0, 1))}'`,
    );
  });
});
