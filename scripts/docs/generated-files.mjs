import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';
import { configurationPage, configurationTable } from './configuration-page.mjs';
import { dashboardSpeed } from './dashboard-speed.mjs';
import { metricsTable } from './metrics-table.mjs';
import { problemsPage } from './problems-page.mjs';
import { prometheusRule } from './prometheus-rule.mjs';
import { recoveriesTable } from './recoveries-table.mjs';
import { replaceBetween } from './replace-between.mjs';
import { targetsTable } from './targets-table.mjs';

/** A module of dist/, which is CommonJS. */
const built = (file) => createRequire(import.meta.filename)(path.join(projectFolder, 'dist', file));

/**
 * Every generated document as the built code has it now.
 * @returns {{file: string, text: string}[]} paths in the project, and whole texts
 */
export function generatedFiles() {
  const platform = built('libs/platform/src/index.js');
  const {
    describeVariables,
    Configuration,
    DashboardConfiguration,
    MigrationConfiguration,
    RECOVERY_EVENTS,
  } = platform;
  const { PROBLEM_CATALOGUE } = built('libs/domain/src/index.js');
  const { TOKEN_ERRORS } = built('apps/api/src/auth/token-errors.js');
  const types = built('apps/api/src/problems/problem-types.js');
  const processes = describeVariables(Configuration);
  const dashboard = describeVariables(DashboardConfiguration);
  const migration = describeVariables(MigrationConfiguration);
  const written = (file) => fs.readFileSync(path.join(projectFolder, file), 'utf8');
  const operations = replaceBetween(written('docs/operations.md'), 'metrics', metricsTable(platform));
  return [
    { file: 'docs/configuration.md', text: configurationPage(processes, dashboard, migration) },
    { file: 'docs/problems.md', text: problemsPage(types, PROBLEM_CATALOGUE, TOKEN_ERRORS) },
    {
      file: 'README.md',
      text: replaceBetween(written('README.md'), 'configuration', configurationTable(processes)),
    },
    {
      file: 'docs/operations.md',
      text: replaceBetween(operations, 'recoveries', recoveriesTable(RECOVERY_EVENTS)),
    },
    {
      file: 'docs/dashboard.md',
      text: replaceBetween(written('docs/dashboard.md'), 'speed', dashboardSpeed()),
    },
    {
      file: 'docs/full-runs.md',
      text: replaceBetween(written('docs/full-runs.md'), 'targets', targetsTable()),
    },
    {
      file: 'deploy/kubernetes/components/metrics/rules.yaml',
      text: prometheusRule(written('deploy/prometheus/alerts.yml')),
    },
  ];
}
