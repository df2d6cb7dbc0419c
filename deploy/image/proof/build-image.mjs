import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { copyRoot } from './debian-base.mjs';
import { readDockerfile } from './read-dockerfile.mjs';

/** What the base image sets. */
const BASE_ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

/** How this machine reaches the registry: a builder is told as well, by its own settings. */
const REACHING = /^(?:https?_proxy|no_proxy|npm_config_registry)$/i;

/**
 * Carries a Dockerfile out, step by step, each RUN as the user and in the folder that it names. An instruction that is not known here is
 * an error: nothing is passed over.
 * @param {object} options
 * @param {string} options.dockerfile its text
 * @param {string} options.context folder with what the build is given
 * @param {string} options.base root of the base image
 * @param {string} options.folder where the stages' roots are made
 * @param {(text: string) => void} options.say
 * @returns {object} the last stage: root, env, user, workdir, entrypoint, command, health, labels
 */
export function buildImage({ dockerfile, context, base, folder, say }) {
  const built = new Map();
  let last;
  for (const { name, from, steps } of readDockerfile(dockerfile)) {
    const parent = built.get(from) ?? { root: base, env: BASE_ENV, user: '0:0', workdir: '/', labels: {} };
    last = { ...parent, name, root: path.join(folder, name), build: {} };
    copyRoot(parent.root, last.root);
    for (const step of steps) {
      const started = performance.now();
      INSTRUCTIONS[step.keyword](last, step, { context, built });
      if (step.keyword === 'RUN')
        say(
          `${name}: RUN ${step.text.replaceAll(/\s+/g, ' ')} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
        );
    }
    built.set(name, last);
  }
  return last;
}

/** @type {Record<string, (image: object, step: import('./read-dockerfile.mjs').Step, from: object) => void>} */
const INSTRUCTIONS = {
  ARG(image, { words }) {
    const [name, value = ''] = (words[0] ?? '').split('=');
    image.build = { ...image.build, [name]: value };
  },
  ENV(image, { settings }) {
    image.env = { ...image.env, ...settings };
  },
  WORKDIR(image, { words }) {
    image.workdir = path.posix.resolve(image.workdir, words[0]);
    fs.mkdirSync(path.join(image.root, image.workdir), { recursive: true });
  },
  COPY(image, { words, flags }, { context, built }) {
    const source = flags.from === undefined ? context : built.get(flags.from).root;
    const files = words.slice(0, -1).map((file) => path.join(source, file));
    const target = path.join(image.root, path.posix.resolve(image.workdir, words.at(-1)));
    const isFolder = words.at(-1).endsWith('/');
    if (isFolder) fs.mkdirSync(target, { recursive: true });
    for (const file of files)
      fs.cpSync(
        file,
        isFolder && fs.statSync(file).isFile() ? path.join(target, path.basename(file)) : target,
        {
          recursive: true,
          verbatimSymlinks: true,
        },
      );
  },
  RUN(image, { text }) {
    runIn(image, ['/bin/sh', '-c', text], reaching(image));
  },
  USER(image, { words }) {
    image.user = words[0];
  },
  LABEL(image, { settings }) {
    const filled = Object.entries(settings).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+)\}/g, (_, variable) => image.build[variable] ?? ''),
    ]);
    image.labels = { ...image.labels, ...Object.fromEntries(filled) };
  },
  HEALTHCHECK(image, { exec }) {
    image.health = exec;
  },
  ENTRYPOINT(image, { exec }) {
    image.entrypoint = exec;
  },
  CMD(image, { exec }) {
    image.command = exec;
  },
  EXPOSE(image, { words }) {
    image.ports = words.map(Number);
  },
  STOPSIGNAL(image, { words }) {
    [image.stopSignal] = words;
  },
};

/** Name resolution, proxies and certificates of this machine, for one step: a builder lends a step its own as well. */
function reaching(image) {
  const lent = Object.entries(process.env).filter(([name]) => REACHING.test(name));
  fs.copyFileSync('/etc/resolv.conf', path.join(image.root, 'etc/resolv.conf'));
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  if (certificates === undefined) return Object.fromEntries(lent);
  fs.copyFileSync(certificates, path.join(image.root, 'tmp/certificates.pem'));
  return { ...Object.fromEntries(lent), NODE_EXTRA_CA_CERTS: '/tmp/certificates.pem' };
}

function runIn({ root, user, workdir, env, build }, command, lent) {
  const variables = Object.entries({ ...env, ...build, ...lent, HOME: '/root' }).map(
    ([name, value]) => `${name}=${value}`,
  );
  const inside = [
    'chroot',
    `--userspec=${user}`,
    root,
    'env',
    '-i',
    `--chdir=${workdir}`,
    ...variables,
    ...command,
  ];
  const script = `mount -t proc proc ${root}/proc && exec "$@"`;
  execFileSync(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', '/bin/sh', '-c', script, 'sh', ...inside],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}
