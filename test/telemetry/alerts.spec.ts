import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { STALLED_AFTER_S } from '../../libs/persistence/src/overview/read-backlog';
import { anchorsOf } from '../docs/pages/anchors';
import { pages } from '../docs/pages/page';
import { faultsOf, toldMetrics } from './expression-faults';
import { hasPromtool, promtool } from './promtool';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
interface TestedAlert {
  readonly alertname: string;
  readonly exp_alerts?: readonly unknown[];
}

const PROJECT = path.resolve(__dirname, '../..');
const RULES = path.join(PROJECT, 'deploy/prometheus/alerts.yml');
const TESTS = path.join(PROJECT, 'deploy/prometheus/alerts.test.yml');
/** promtool evaluates hours of series; a busy machine takes its time. */
const PROMTOOL_MS = 120_000;

const read = (file: string): unknown => parse(fs.readFileSync(file, 'utf8'));
const alerts = (read(RULES) as { groups: { rules: Alert[] }[] }).groups.flatMap(({ rules }) => rules);
const tested = (read(TESTS) as { tests: { alert_rule_test: TestedAlert[] }[] }).tests.flatMap(
  ({ alert_rule_test }) => alert_rule_test,
);
const operations = pages.find((page) => page.path === 'docs/operations.md');

describe.each(alerts)('the alert $alert', ({ alert, expr, labels, annotations }) => {
  it('asks for what the service tells', async () => {
    expect(faultsOf(expr, await toldMetrics())).toEqual([]);
  });

  it('says how urgent it is, what happens, and where it stands what to do', () => {
    expect(['critical', 'warning']).toContain(labels['severity']);
    expect(annotations['summary']).toMatch(/^.{20,}\.$/);
    const [page, anchor = ''] = (annotations['runbook'] ?? '').split('#');
    expect([page, operations?.anchors.has(anchor)]).toEqual(['docs/operations.md', true]);
    expect(fs.readFileSync(path.join(PROJECT, 'docs/operations.md'), 'utf8')).toContain(`\`${alert}\``);
  });

  it('has a test in which it fires, and one in which it does not', () => {
    const expected = tested
      .filter(({ alertname }) => alertname === alert)
      .map(({ exp_alerts = [] }) => exp_alerts.length > 0);
    expect([...new Set(expected)].sort()).toEqual([false, true]);
  });
});

/** What whoever is woken has to think of, beside what is nearest. */
const ALSO_NAMED = {
  NoWorkerRuns: ['schema_older', 'database_away'],
  NoApiRuns: ['schema_older', 'database_away'],
  BacklogIsOld: ['paused', 'page Queues', 'page Audit'],
  PartnerStalled: ['paused', 'page Queues', 'page Audit'],
};

describe('the runbook', () => {
  it.each(Object.entries(ALSO_NAMED))('of %s names every cause', (name, words) => {
    const { annotations = {} } = alerts.find(({ alert }) => alert === name) ?? {};
    const [, anchor = ''] = (annotations['runbook'] ?? '').split('#');
    const text = fs.readFileSync(path.join(PROJECT, 'docs/operations.md'), 'utf8');
    const section = text
      .split(/^### /m)
      .find((one) => [...anchorsOf([one.split('\n')[0] ?? ''], [])][0] === anchor);
    expect(words.filter((word) => section?.includes(word) !== true)).toEqual([]);
  });
});

describe('the alert ApiFails', () => {
  it('counts what partners ask, and no probes', () => {
    const asking = alerts.flatMap(({ expr }) => expr.match(/request_seconds\w*(?:\{[^}]*\})?/g) ?? []);
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.filter((one) => !one.includes('route!~"/health/.*"'))).toEqual([]);
  });
});

it('PartnerStalled fires for what the dashboard marks as stalled', () => {
  const stalled = alerts.find(({ alert }) => alert === 'PartnerStalled');
  expect(stalled?.expr).toBe(`max(partner_client_service_stalled_seconds) > ${STALLED_AFTER_S}`);
});

(hasPromtool ? describe : describe.skip)('promtool', () => {
  it(
    'takes the rules for well-formed, and has every alert fire when it should, and only then',
    () => {
      const checked = promtool('check', 'rules', RULES);
      expect([checked.code, checked.said]).toEqual([
        0,
        expect.stringContaining(`${alerts.length} rules found`),
      ]);
      const { code, said } = promtool('test', 'rules', TESTS);
      expect([code, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
    },
    PROMTOOL_MS,
  );
});
