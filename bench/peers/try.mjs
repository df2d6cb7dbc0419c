/** Tries one peer by itself, as USAGE says. */
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { install } from '../../scripts/install.mjs';
import { installPeers } from './install-peers.mjs';
import { proveStates } from './prove-states.mjs';

const USAGE = `node bench/peers/try.mjs NAME [--items 1000] [--batches 4] [--in-flight 4] [--rounds 3]
  checks that the peer decides items rightly, then prints its items/s, those of the two-COPY reference and their ratio, for
  each round`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    items: { type: 'string', default: '1000' },
    batches: { type: 'string', default: '4' },
    'in-flight': { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
  },
});
const [name] = positionals;

/** The round before the first one warms up, and is not shown. */
async function tryPeer() {
  const [size, count, inFlight, rounds] = [
    values.items,
    values.batches,
    values['in-flight'],
    values.rounds,
  ].map(Number);
  const { Bench } = await import('../bench.mjs');
  const { clientBatches } = await import('../items/batches.mjs');
  const { throughput } = await import('../measure/throughput.mjs');
  const bench = new Bench({ rounds, wants: () => true, peerNames: [name], say: console.error });
  try {
    await bench.start();
    const peer = await bench.peer(name);
    await proveStates(peer);
    const reference = (await bench.reference()).kind('clients');
    for (let round = 0; round <= rounds; round++) {
      const batches = clientBatches(count, size);
      const limit = await throughput(bench, reference, batches, 1);
      const own = await throughput(bench, peer, batches, inFlight);
      if (round > 0) show(own.itemsPerS, limit.itemsPerS);
    }
  } finally {
    await bench.stop();
  }
}

function show(own, limit) {
  console.log(
    `${name} ${own.toFixed()} items/s, reference ${limit.toFixed()} items/s, ratio ${(own / limit).toFixed(4)}`,
  );
}

if (name === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await install(console.error);
  await installPeers(console.error);
  // The reference writes COPY's text with the service's own code.
  await build(console.error);
  await tryPeer();
}
