import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROJECT } from '../docs/pages/project-files';

/** Stands in for the packages of deploy/tracing, which need not be installed: says what the spans would be called by. */
const STAND_IN = `
  const Module = require('node:module');
  const load = Module._load;
  const resource = { merge: () => resource };
  const given = {
    OTLPTraceExporter: class {}, BatchSpanProcessor: class {},
    NodeTracerProvider: class { register() {} shutdown() { return Promise.resolve(); } },
    defaultResource: () => resource, detectResources: () => resource, envDetector: null,
    resourceFromAttributes: (own) => { console.log('traced as ' + own['service.name']); return resource; },
  };
  Module._load = (name, ...rest) => (/^@opentelemetry\\/(exporter|resources|sdk)/.test(name) ? given : load(name, ...rest));
`;

describe('deploy/tracing/start.cjs', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tracing-'));
    fs.writeFileSync(path.join(folder, 'stand-in.cjs'), STAND_IN);
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** What a program is traced as; each ends at once, having no configuration. */
  function tracedAs(words: readonly string[]): string | undefined {
    const { PATH = '' } = process.env;
    const loaded = [path.join(folder, 'stand-in.cjs'), 'deploy/tracing/start.cjs'];
    const { stdout } = spawnSync(
      process.execPath,
      [...loaded.flatMap((file) => ['--require', path.resolve(PROJECT, file)]), ...words],
      { cwd: PROJECT, env: { PATH }, encoding: 'utf8' },
    );
    return /^traced as partner-client-service-(\w+)$/m.exec(stdout)?.[1];
  }

  it.each(['api', 'worker', 'dashboard'])('calls %s by its name, also in the image', (name) => {
    expect(tracedAs([`dist/apps/${name}/src/main.js`])).toBe(name);
    expect(tracedAs(['deploy/image/run.mjs', name])).toBe(name);
  });

  it.each([
    ['deploy/image/run.mjs', 'migrate'],
    ['deploy/image/run.mjs', 'partners', 'add'],
    ['deploy/image/run.mjs'],
    ['deploy/image/check-health.mjs'],
    ['dist/apps/partners/src/main.js'],
  ])('leaves %s %s alone, which has no spans', (...words: string[]) => {
    expect(tracedAs(words)).toBeUndefined();
  });
});
