import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../../../scripts/embedded/free-port.mjs';
import { processes } from '../processes.mjs';
import { becomes } from './becomes.mjs';
import { Container } from './container.mjs';
import { sendBatch } from './send-batch.mjs';

const SECRETS = '/run/secrets';
const HEALTHY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 25_000;

/**
 * Makes the secrets, migrates, registers a partner, and runs API, worker and dashboard: all by the image's own entry point, on a read-only
 * root. A batch goes through them. Then each is stopped.
 */
export async function proveProcesses({ image, servers, folder, say }) {
  const volume = { from: path.join(folder, 'secrets'), to: SECRETS };
  fs.mkdirSync(volume.from);
  fs.chownSync(volume.from, 1000, 1000);
  const env = { DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl };
  await toEnd(image, ['make-secrets', SECRETS], { env, volume: { ...volume, writable: true } });
  const made = fs.readdirSync(volume.from, { recursive: true }).filter((file) => file.includes('/'));
  say(`make-secrets: ${made.length} files`);

  const fromFiles = (part) =>
    Object.fromEntries(
      fs
        .readdirSync(path.join(volume.from, part))
        .map((name) => [`${name}_FILE`, `${SECRETS}/${part}/${name}`]),
    );
  const service = fromFiles('service');
  const owner = fromFiles('owner');
  const migration = await toEnd(image, ['migrate'], { env: { ...service, ...owner }, volume });
  say(`migrate: exit code 0, ${migration.trim().split('\n').at(-1)}`);
  const partner = JSON.parse(
    await toEnd(image, ['partners', 'add', '--name', 'Proof', '--currency', 'GBP', '--json'], {
      env: owner,
      volume,
    }),
  );
  say('partners add: exit code 0');

  const running = {};
  for (const [name, { health }] of Object.entries(processes).filter(
    (entry) => entry[1].health !== undefined,
  )) {
    const port = await freePort();
    const own = { ...service, [health.port]: String(port), METRICS_PORT: String(await freePort()) };
    await proveEarlyStop(image, name, { env: own, volume }, say);
    running[name] = {
      container: new Container(image, [name], { env: own, volume }),
      url: `http://127.0.0.1:${port}`,
    };
    await proveRunning(running[name].container, name, say);
  }
  say(`batch through API and worker: ${await sendBatch(running.api.url, partner)}`);
  for (const [name, { container }] of Object.entries(running)) await proveStop(container, name, say);
}

/** A command that ends by itself: its output, where it ends with 0. */
async function toEnd(image, words, options) {
  const container = new Container(image, words, options);
  const code = await container.ended;
  assert.equal(code, 0, `${words.join(' ')}: ${container.output}`);
  return container.output;
}

/**
 * A signal while a process starts ends it too, although the kernel spares process 1 what it does not listen to. Sent again and again, since
 * the first ones may come before Node has read its first line.
 */
async function proveEarlyStop(image, name, options, say) {
  const container = new Container(image, [name], options);
  let sent = 0;
  await becomes(() => {
    if (container.child.exitCode !== null) return true;
    if (container.isNode) {
      container.signal('SIGTERM');
      sent++;
    }
    return false;
  }, HEALTHY_WITHIN_MS);
  const code = await container.ended;
  assert.equal(code, 143, container.output);
  say(`${name}: told to stop while it starts: exit code ${code} after ${sent} signals`);
}

async function proveRunning(container, name, say) {
  const check = () => container.exec(container.image.health);
  let unhealthy = 0;
  await becomes(() => {
    assert.equal(container.child.exitCode, null, container.output);
    if (!container.isNode) return false;
    const healthy = check().code === 0;
    if (!healthy) unhealthy++;
    return healthy;
  }, HEALTHY_WITHIN_MS);
  assert.ok(unhealthy > 0, 'the health check was never seen to fail');
  assert.deepEqual(container.identity(), { uid: '1000', gid: '1000', pid: '1' });
  // Even root could not write: it is the mount, and not the user, that forbids it.
  for (const file of ['/app/x', '/tmp/x', '/var/x']) {
    const { code, output } = container.exec(['touch', file], { user: '0:0' });
    assert.ok(code !== 0 && output.includes('Read-only file system'), output);
  }
  say(
    `${name}: healthy after ${unhealthy} checks that were not, process 1, user 1000:1000, root file system read-only`,
  );
}

async function proveStop(container, name, say) {
  const began = performance.now();
  container.signal(container.image.stopSignal);
  const code = await container.ended;
  const tookMs = performance.now() - began;
  assert.equal(code, 0, container.output);
  assert.ok(tookMs < STOPPED_WITHIN_MS);
  say(`${name}: ${container.image.stopSignal}, exit code ${code} after ${(tookMs / 1000).toFixed(1)} s`);
}
