/**
 * Loaded into API and worker by the test alone: at SIGUSR2 it frees what can be freed, and writes down memory and event-loop delay since
 * the last time. The service has no such hook.
 */
const fs = require('node:fs');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');
const { isMainThread } = require('node:worker_threads');

const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

if (isMainThread) {
  v8.setFlagsFromString('--expose-gc');
  const collectGarbage = vm.runInNewContext('gc');
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('SIGUSR2', () => {
    // What is measured is the time between two ticks of a timer.
    const delayMs = (ns) => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);
    const delays = { p99Ms: delayMs(delay.percentile(99)), mostMs: delayMs(delay.max) };
    collectGarbage();
    const { rss, heapUsed } = process.memoryUsage();
    delay.reset();
    const file = path.join(process.env.FUZZ_PROBE_FOLDER, `${process.pid}.json`);
    fs.writeFileSync(`${file}.new`, JSON.stringify({ rss, heapUsed, ...delays }));
    fs.renameSync(`${file}.new`, file);
  });
}
