import fs from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { ignoredBy } from '../../deploy/image/proof/build-context.mjs';
import { readDockerfile } from '../../deploy/image/proof/read-dockerfile.mjs';
import { processes } from '../../deploy/image/processes.mjs';
import { projectFiles, textOf } from '../docs/pages/project-files';

const dockerfile = textOf('Dockerfile');
const lintOf = (text: string): string[] =>
  validate(text).map(({ message }) => (typeof message === 'string' ? message : message.value));
const stages = readDockerfile(dockerfile);
const last = stages.at(-1) as (typeof stages)[number];
const step = (keyword: string): (typeof last.steps)[number] | undefined =>
  last.steps.find((one) => one.keyword === keyword);

describe('the Dockerfile', () => {
  it('has nothing that the linter warns of', () => {
    expect(lintOf(dockerfile)).toEqual([]);
  });

  it('would be warned of when an instruction or a flag were wrong', () => {
    expect(lintOf(dockerfile.replace('RUN npm ci', 'RUM npm ci'))).toEqual(['Unknown instruction: RUM']);
    expect(lintOf(dockerfile.replace('--interval=', '--intervall='))).toEqual(['Unknown flag: intervall']);
  });

  it('installs into the last stage only what production needs, without running scripts of packages', () => {
    const sources = last.steps.filter(({ keyword }) => keyword === 'COPY').map(({ flags }) => flags['from']);
    expect(sources.filter((from) => from !== undefined)).toEqual(['packages', 'build']);
    const packages = stages.find(({ name }) => name === 'packages');
    const installed = packages?.steps.find(({ keyword }) => keyword === 'RUN');
    expect(installed?.words).toEqual(['npm', 'ci', '--ignore-scripts', '--omit=dev', '--omit=optional']);
  });

  it('ends as a user that is not root, by number, after everything has been written', () => {
    expect(step('USER')?.words).toEqual(['1000:1000']);
    const keywords = last.steps.map(({ keyword }) => keyword);
    expect(keywords.lastIndexOf('USER')).toBeGreaterThan(
      Math.max(keywords.lastIndexOf('COPY'), keywords.lastIndexOf('RUN')),
    );
  });

  it('starts Node itself as process 1, and checks health without a shell', () => {
    expect(step('ENTRYPOINT')?.exec).toEqual(expect.arrayContaining(['node', 'deploy/image/run.mjs']));
    expect(step('CMD')?.exec).toEqual(['api']);
    expect(step('HEALTHCHECK')?.exec).toEqual(['node', 'deploy/image/check-health.mjs']);
  });

  it('says which ports the processes listen on', () => {
    const ports = Object.values(processes).flatMap(({ health }) => health?.defaultPort ?? []);
    expect(step('EXPOSE')?.words.map(Number)).toEqual(expect.arrayContaining(ports));
  });

  it('is labelled with what it is and which version', () => {
    const { settings = {} } = step('LABEL') ?? {};
    const { description, license } = JSON.parse(textOf('package.json')) as Record<string, string>;
    expect(settings['org.opencontainers.image.description']).toBe(description);
    expect(settings['org.opencontainers.image.licenses']).toBe(license);
    expect(settings['org.opencontainers.image.version']).toBe('${VERSION}');
    expect(settings['org.opencontainers.image.revision']).toBe('${REVISION}');
    expect(settings['org.opencontainers.image.base.name']).toBe('${NODE_IMAGE}');
    // An argument of the head is empty in a stage that does not name it again.
    const named = last.steps.filter(({ keyword }) => keyword === 'ARG').map(({ text }) => text.split('=')[0]);
    expect(named).toEqual(['VERSION', 'REVISION', 'NODE_IMAGE']);
  });

  it.each(Object.entries(processes))('knows the program of %s, which is there', (_name, { program }) => {
    expect(fs.existsSync(path.resolve(__dirname, '../..', program))).toBe(true);
    const copied = last.steps.filter(({ keyword }) => keyword === 'COPY').flatMap(({ words }) => words);
    expect(program.startsWith('dist/') || copied.includes(program)).toBe(true);
  });
});

describe('the Dockerfile of an image that sends traces', () => {
  const tracing = textOf('deploy/tracing/Dockerfile');

  it('has nothing that the linter warns of', () => {
    expect(lintOf(tracing)).toEqual([]);
  });

  it('builds on the same Node, and puts the tracer where the component has it loaded from', () => {
    const nodeImage = /^ARG NODE_IMAGE=.*$/m;
    expect(nodeImage.exec(tracing)?.[0]).toBe(nodeImage.exec(dockerfile)?.[0]);
    const copied = readDockerfile(tracing)
      .at(-1)
      ?.steps.map(({ keyword, words }) => [keyword, ...words]);
    expect(copied).toEqual([['COPY', '/tracing', './deploy/tracing']]);
    const { words = [] } = step('WORKDIR') ?? {};
    const loaded = path.posix.join(words[0] ?? '', 'deploy/tracing/start.cjs');
    expect(textOf('deploy/kubernetes/components/tracing/tracing.env')).toContain(`--require ${loaded}\n`);
    for (const file of readDockerfile(tracing)[0]?.steps[1]?.words.slice(0, -1) ?? [])
      expect(projectFiles).toContain(`deploy/tracing/${file}`);
  });
});

describe('.dockerignore', () => {
  const isIgnored = ignoredBy(textOf('.dockerignore'));

  it('lets all in that is copied from the project', () => {
    const copied = stages
      .flatMap(({ steps }) => steps)
      .filter(({ keyword, flags }) => keyword === 'COPY' && flags['from'] === undefined)
      .flatMap(({ words }) => words.slice(0, -1));
    for (const name of copied) {
      const files = projectFiles.filter((file) => file === name || file.startsWith(`${name}/`));
      expect([name, files.some((file) => !isIgnored(file))]).toEqual([name, true]);
    }
  });

  it.each([
    'deploy/secrets/owner/DATABASE_URL',
    '.local/secrets.json',
    '.git/config',
    '.npmrc',
    'node_modules/pg/package.json',
    'test/support/service.ts',
    'apps/api/src/http/drain.spec.ts',
  ])('keeps %s out', (file) => {
    expect(isIgnored(file)).toBe(true);
  });
});
