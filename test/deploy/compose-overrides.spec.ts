import fs from 'node:fs';
import { BlockList } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { pages } from '../docs/pages/page';
import { textOf } from '../docs/pages/project-files';
import { hasPromtool, promtool } from '../telemetry/promtool';
import { type Compose, compose, composeSchema } from './compose-file';
import { faultsOfVariables, isServiceName } from './variables';

/** What the pages show to be put into a file of one's own, beside docker-compose.yml. */
const overrides = pages.flatMap(({ path: page, blocks }) =>
  blocks
    .filter(({ text }) => /^ *# compose\.override\.yaml\n/.test(text))
    .map(({ text, heading }) => [`${page}, ${heading}`, parse(text) as Compose] as const),
);
const overrideUnder = (heading: string): Compose => {
  const [, override] = overrides.find(([name]) => name.endsWith(heading)) ?? [];
  if (override === undefined) throw new Error(`no compose.override.yaml is shown under ${heading}`);
  return override;
};

/** As Compose merges them, as far as it is used here: variables side by side, everything else in its place. */
function merged(override: Compose): Compose {
  const services = Object.entries(override.services).map(([name, service]) => {
    const { [name]: given } = compose.services;
    const environment = { ...given?.environment, ...service.environment };
    return [name, { ...given, ...service, ...(given?.environment && { environment }) }] as const;
  });
  return { ...compose, ...override, services: { ...compose.services, ...Object.fromEntries(services) } };
}

describe('a compose.override.yaml that the pages show', () => {
  const isValid = composeSchema();

  it('stands under each of these headings', () => {
    expect(overrides.map(([name]) => name)).toEqual([
      'docs/backup.md, With Docker Compose',
      'docs/deploying.md, A proxy in front',
      'docs/deploying.md, Metrics on one machine',
    ]);
  });

  it.each(overrides)('%s: is valid together with the compose file, and names its services', (_, override) => {
    const whole = merged(override);
    isValid(whole);
    expect(isValid.errors ?? []).toEqual([]);
    for (const [name, { image, environment = {} }] of Object.entries(override.services)) {
      expect([name, image !== undefined || name in compose.services]).toEqual([name, true]);
      const given = Object.keys({ ...compose.services[name]?.environment, ...environment });
      expect(isServiceName(name) ? faultsOfVariables(name, given) : []).toEqual([]);
    }
  });
});

/** What `${NAME:-value}` is where NAME is not set. */
const byDefault = (text: string): string => text.replace(/^\$\{\w+:-(.*)\}$/, '$1');

describe('a proxy on the machine', () => {
  it('is trusted by the address that the network gives it, in API and dashboard', () => {
    const [config] = compose.networks.default.ipam.config;
    const [subnet, gateway] = [config.subnet, config.gateway].map(byDefault) as [string, string];
    const [network = '', bits] = subnet.split('/');
    const addresses = new BlockList();
    addresses.addSubnet(network, Number(bits));
    expect(addresses.check(gateway)).toBe(true);
    const { api, dashboard } = overrideUnder('A proxy in front').services;
    for (const service of [api, dashboard]) expect(service?.environment?.['TRUSTED_PROXIES']).toBe(gateway);
    expect(textOf('docs/deploying.md')).toContain(`trusted as \`${subnet}\``);
  });
});

describe('a Prometheus beside the services', () => {
  const { services, configs } = overrideUnder('Metrics on one machine');
  const text = configs?.['prometheus']?.content ?? '';

  it('looks for all of them, at the port that the image tells metrics on', () => {
    const { scrape_configs: jobs } = parse(text) as {
      scrape_configs: { dns_sd_configs: { names: string[]; type: string; port: number }[] }[];
    };
    const looked = jobs.flatMap(({ dns_sd_configs }) => dns_sd_configs);
    const [, port] = /METRICS_PORT=(\d+)/.exec(textOf('Dockerfile')) ?? [];
    expect(looked).toEqual([expect.objectContaining({ type: 'A', port: Number(port) })]);
    const running = Object.keys(compose.services).filter((name) => isServiceName(name) && name !== 'migrate');
    expect([...(looked[0]?.names ?? [])].sort()).toEqual(running.sort());
  });

  it('has the alerts beside its configuration', () => {
    const [config] = services['prometheus']?.configs ?? [];
    const folder = path.posix.dirname(config?.target ?? '');
    const [rules] = (parse(text) as { rule_files: string[] }).rule_files;
    expect(services['prometheus']?.volumes).toContain(
      `./deploy/prometheus/alerts.yml:${folder}/${rules ?? ''}:ro`,
    );
  });

  (hasPromtool ? it : it.skip)('is configured in a way that promtool takes for well-formed', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prometheus-'));
    const file = path.join(folder, 'prometheus.yml');
    fs.writeFileSync(file, text);
    fs.writeFileSync(path.join(folder, 'alerts.yml'), textOf('deploy/prometheus/alerts.yml'));
    const { code, said } = promtool('check', 'config', file);
    fs.rmSync(folder, { recursive: true });
    expect([code, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});
