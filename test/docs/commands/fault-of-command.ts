import fs from 'node:fs';
import path from 'node:path';
import { exists, looksLikeOurs } from '../pages/named-file';
import { PROJECT, projectFiles, textOf } from '../pages/project-files';
import { wordsOf } from './commands-of';

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** What newcomers run first is not only there: this file runs it, in these words. */
const RUN_BY: Readonly<Record<string, readonly [file: string, words: string]>> = {
  start: ['test/scripts/start.spec.ts', "'npm', ['start']"],
  demo: ['test/scripts/demo.spec.ts', "'npm', ['run', 'demo']"],
  test: ['.ci/run', 'npm test'],
};

/** Programs of the reader's own machine; what they are told to look at must be there. */
const READERS_PROGRAMS = [
  'cd',
  'chmod',
  'cp',
  'docker',
  'export',
  'git',
  'grep',
  'kubectl',
  'mkdir',
  'openssl',
  'rm',
];

/** What npm does by itself, without a script of the project. */
const NPM_ITSELF = ['ci', 'install', 'prune'];

/** Fetched from the registry by whoever runs it, since only few people do. */
const FETCHED_PROGRAMS = ['jscpd'];

/** Options of Jest that have a value. */
const TITLE_OPTION = '-t';
const VALUE_OPTIONS = ['--selectProjects', '--testPathPatterns', '-w', TITLE_OPTION];

/** Why a command cannot work as it stands; undefined where it can. A command that is not known here is a fault. */
export function faultOfCommand(command: string): string | undefined {
  const [program = '', ...words] = wordsOf(command);
  if (program === 'npm') return faultOfNpm(words);
  if (program === 'npx') return faultOfNpx(words);
  if (program === 'node') return faultOfPath(words.find((word) => !word.startsWith('-')) ?? '');
  if (program.includes('/')) return faultOfPath(program);
  if (READERS_PROGRAMS.includes(program)) return words.filter(looksLikeOurs).map(faultOfPath).find(Boolean);
  return `${program} is no command that this test knows`;
}

function faultOfPath(name: string): string | undefined {
  const isPackages = name.startsWith('node_modules/') && fs.existsSync(path.join(PROJECT, name));
  return isPackages || exists(name) ? undefined : `${name} is not there`;
}

function faultOfNpm([verb = '', ...words]: string[]): string | undefined {
  if (NPM_ITSELF.includes(verb)) return undefined;
  const [script = ''] = verb === 'run' ? words.filter((word) => word !== '--silent') : [verb];
  if (scripts[script] === undefined) return `package.json has no script ${script}`;
  const [file, text] = RUN_BY[script] ?? [];
  if (file !== undefined && !textOf(file).includes(text ?? '')) return `${file} does not run ${script}`;
  const end = words.indexOf('--');
  return script === 'test' && end >= 0 ? faultOfJest(words.slice(end + 1)) : undefined;
}

function faultOfNpx([program = '', ...words]: string[]): string | undefined {
  if (program === 'jest') return faultOfJest(words);
  const isInstalled = fs.existsSync(path.join(PROJECT, 'node_modules/.bin', program));
  return isInstalled || FETCHED_PROGRAMS.includes(program) ? undefined : `${program} is not installed`;
}

/** Patterns must fit a test file, and a title must stand in one of those. */
function faultOfJest(words: readonly string[]): string | undefined {
  const project = words.indexOf('--selectProjects');
  // It takes a list: a path behind it is one more project, and every test is run.
  if (project >= 0 && words[project + 2]?.startsWith('-') === false) return 'a path behind --selectProjects';
  const patterns = words.filter(
    (word, index) =>
      !word.startsWith('-') &&
      (words[index - 1] === '--testPathPatterns' || !VALUE_OPTIONS.includes(words[index - 1] ?? '')),
  );
  const files = projectFiles.filter(
    (file) => file.endsWith('.spec.ts') && patterns.every((pattern) => new RegExp(pattern).test(`/${file}`)),
  );
  if (files.length === 0) return `no test file fits ${patterns.join(' ')}`;
  const title = words.includes(TITLE_OPTION) ? (words[words.indexOf(TITLE_OPTION) + 1] ?? '') : '';
  return files.some((file) => textOf(file).includes(title)) ? undefined : `no test is called ${title}`;
}
