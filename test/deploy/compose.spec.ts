import path from 'node:path';
import { DCLinter } from 'dclint';
import { CHILD_HEAP_MIB } from '../../libs/intake/src/careful/ask-child';
import { textOf } from '../docs/pages/project-files';
import { compose, COMPOSE_FILE, composeSchema, type ComposeService } from './compose-file';
import { MadeSecrets } from './made-secrets';
import { faultsOfVariables, isServiceName, type ServiceName } from './variables';

const own = Object.entries(compose.services).filter((entry): entry is [ServiceName, ComposeService] =>
  isServiceName(entry[0]),
);

/** Rules of the linter that are about the order in which things are written. */
const ABOUT_ORDER = [
  'require-quotes-in-ports',
  'service-keys-order',
  'service-dependencies-alphabetical-order',
  'service-ports-alphabetical-order',
  'services-alphabetical-order',
  'top-level-properties-order',
  // The image of the service is the deployment's own, and named by its variable.
  'service-image-require-explicit-tag',
];

describe('docker-compose.yml', () => {
  const isValid = composeSchema();

  it('is valid by the schema of the compose specification', () => {
    isValid(compose);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it.each([
    ['service', { services: { ...compose.services, api: { ...compose.services['api'], replica: 2 } } }],
    ['top-level', { ...compose, service: {} }],
  ])('would not be with an unknown %s field', (_where, changed) => {
    expect(isValid(changed)).toBe(false);
  });

  it('has nothing that the linter warns of, but for the order of its lines', () => {
    const rules = Object.fromEntries(ABOUT_ORDER.map((rule) => [rule, 0 as const]));
    const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
    const found = linter.lintFiles([path.resolve(__dirname, '../..', COMPOSE_FILE)], false);
    expect(
      found.flatMap(({ messages }) => messages.map(({ rule, message }) => `${rule}: ${message}`)),
    ).toEqual([]);
    expect(found).toHaveLength(1);
  });

  it('starts one API, two workers and a dashboard', () => {
    expect(own.map(([name, { deploy }]) => [name, deploy?.replicas ?? 1]).sort()).toEqual([
      ['api', 1],
      ['dashboard', 1],
      ['migrate', 1],
      ['worker', 2],
    ]);
    for (const [name, { command }] of own) expect(command).toEqual([name]);
  });

  it('starts them when PostgreSQL and Redis are healthy and the migration has succeeded', () => {
    const healthy = { condition: 'service_healthy' };
    for (const [name, { depends_on }] of own)
      expect([name, depends_on]).toEqual([
        name,
        name === 'migrate'
          ? { postgres: healthy }
          : expect.objectContaining({
              postgres: healthy,
              redis: healthy,
              migrate: { condition: 'service_completed_successfully' },
            }),
      ]);
    for (const server of ['postgres', 'redis'])
      expect(compose.services[server]?.healthcheck?.test).toBeDefined();
  });

  it.each(own)('gives %s the variables that it needs, and none that it does not know', (name, service) => {
    expect(faultsOfVariables(name, Object.keys(service.environment ?? {}))).toEqual([]);
  });

  it.each(own)('gives %s the secrets that its variables name, each as a file', (_name, service) => {
    const named = Object.values(service.environment ?? {})
      .filter((value) => value.includes('/run/secrets/'))
      .map((value) => value.replace(/^(?:file:)?\/run\/secrets\//, ''));
    expect([...named].sort()).toEqual([...(service.secrets ?? [])].sort());
  });

  it('takes every secret from a file that make-secrets writes', () => {
    const made = new MadeSecrets();
    made.make();
    const files = Object.values(compose.secrets).map(({ file }) => file.replace(/^deploy\/secrets\//, ''));
    // The last one is for people.
    expect(files.sort()).toEqual(made.files().filter((file) => file !== 'passwords/dashboard'));
    made.remove();
  });

  it.each(own)('confines %s: read-only, without capabilities', (_name, { read_only, cap_drop }) => {
    expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
  });

  it.each(Object.entries(compose.services))('limits CPU and memory of %s', (_name, { deploy }) => {
    const { cpus = '0', memory = '' } = deploy?.resources?.limits ?? {};
    expect(Number(cpus)).toBeGreaterThan(0);
    expect(memory).toMatch(/^\d+[mg]$/);
  });

  it('has limits that add up to what docs/deploying.md says, and a machine with room for them', () => {
    const page = textOf('docs/deploying.md');
    const [, gib, cpus] = /limits add up to ([\d.]+) GiB of memory and ([\d.]+) CPUs/.exec(page) ?? [];
    const [, machineGB] = /a machine with (\d+) GB/.exec(page) ?? [];
    let [memoryMiB, cores] = [0, 0];
    for (const { deploy } of Object.values(compose.services)) {
      const [, amount = '', unit] = /^(\d+)([mg])$/.exec(deploy?.resources?.limits?.memory ?? '') ?? [];
      memoryMiB += (deploy?.replicas ?? 1) * Number(amount) * (unit === 'g' ? 1024 : 1);
      cores += (deploy?.replicas ?? 1) * Number(deploy?.resources?.limits?.cpus);
    }
    expect({ gib: Number(gib), cpus: Number(cpus) }).toEqual({ gib: memoryMiB / 1024, cpus: cores });
    expect(Number(machineGB) * 1e9).toBeGreaterThan(memoryMiB * 2 ** 20);
  });

  it('leaves a worker 1 GB beside the child that decides carefully', () => {
    const [, givenGB = '0'] =
      /^(\d+)g$/.exec(compose.services['worker']?.deploy?.resources?.limits?.memory ?? '') ?? [];
    expect(Number(givenGB) * 1024 - CHILD_HEAP_MIB).toBeGreaterThanOrEqual(1024);
  });

  it.each(Object.entries(compose.services))(
    'lets %s be reached from this machine alone',
    (_name, { ports }) => {
      expect((ports ?? []).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    },
  );
});
