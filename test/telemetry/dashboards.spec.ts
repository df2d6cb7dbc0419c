import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { faultsOf, toldMetrics } from './expression-faults';
import { hasPromtool, promtool } from './promtool';

interface Target {
  readonly expr: string;
  readonly refId: string;
  readonly datasource: { readonly uid: string };
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
}
interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { name: string; type: string; definition?: string }[] };
  readonly annotations: { readonly list: readonly { expr: string }[] };
}

const FOLDER = path.resolve(__dirname, '../../deploy/grafana');
/** Grafana's grid. */
const COLUMNS = 24;

const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const dashboards = files.map(
  (file) => [file, JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as Dashboard] as const,
);
const drawn = ({ panels }: Dashboard): Panel[] => panels.filter(({ type }) => type !== 'row');
const expressionsOf = (dashboard: Dashboard): string[] => [
  ...drawn(dashboard).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.annotations.list.map(({ expr }) => expr),
];

describe.each(dashboards)('the dashboard in %s', (_, dashboard) => {
  it('asks only for what the service tells, also for the choices of its variables', async () => {
    const told = await toldMetrics();
    const choices = dashboard.templating.list.flatMap(
      ({ definition }) => /label_values\((\w+), \w+\)/.exec(definition ?? '')?.[1] ?? [],
    );
    const faults = [...expressionsOf(dashboard), ...choices].flatMap((expression) =>
      faultsOf(expression, told).map((fault) => `${fault}: ${expression}`),
    );
    expect(faults).toEqual([]);
  });

  it('uses every variable that it has, and no other, and whichever data source is chosen', () => {
    const variables = dashboard.templating.list.map(({ name }) => name);
    const text = JSON.stringify([dashboard.panels, dashboard.annotations]);
    // Those that begin with __ are Grafana's own.
    const used = [...text.matchAll(/\$\{?(?!_)(\w+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual([...variables].sort());
    const sources = drawn(dashboard).flatMap(({ targets = [] }) =>
      targets.map(({ datasource }) => datasource.uid),
    );
    expect(new Set(sources)).toEqual(new Set(['${datasource}']));
  });

  it('says of every panel what it shows, and lets none lie over another', () => {
    const taken = new Set<string>();
    for (const { gridPos, type, title, description = '', targets = [] } of dashboard.panels) {
      if (type !== 'row') {
        expect([title, description.endsWith('.')]).toEqual([title, true]);
        expect(targets.length).toBeGreaterThan(0);
        expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      }
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(COLUMNS);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x}/${y}`)).toBe(false);
          taken.add(`${x}/${y}`);
        }
      }
    }
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the dashboards', () => {
  it('are told apart', () => {
    expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
  });

  it('count what partners ask, and no probes', () => {
    const asking = dashboards
      .flatMap(([, dashboard]) => expressionsOf(dashboard))
      .flatMap((expr) => expr.match(/request_seconds\w*(?:\{[^}]*\})?/g) ?? []);
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.filter((one) => !one.includes('route!~"/health/.*"'))).toEqual([]);
  });

  (hasPromtool ? it : it.skip)('ask in expressions that promtool takes for well-formed', () => {
    const rules = dashboards.flatMap(([, dashboard]) =>
      expressionsOf(dashboard).map((expr, number) => ({
        record: `panel:${dashboard.uid.replaceAll('-', '_')}:${number}`,
        expr: expr.replaceAll('$__rate_interval', '5m').replaceAll(/\$\w+/g, '.*'),
      })),
    );
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partner-client-service-panels-'));
    const file = path.join(folder, 'panels.yml');
    fs.writeFileSync(file, stringify({ groups: [{ name: 'panels', rules }] }));
    const { code, said } = promtool('check', 'rules', file);
    fs.rmSync(folder, { recursive: true });
    expect([code, said]).toEqual([0, expect.stringContaining(`${rules.length} rules found`)]);
  });
});
