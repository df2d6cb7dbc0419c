import { clientBatches } from '../items/batches.mjs';
import { inTurn } from '../measure/rounds.mjs';
import { median } from '../measure/statistics.mjs';
import { settle } from '../measure/throughput.mjs';
import { request } from '../stack/http-client.mjs';
import { startTextServer } from '../stack/text-server.mjs';
import { lower } from './row.mjs';

const FIGURE = 'reading/10000';
const ITEMS = 10_000;
const READS = 15;

async function readTimes(read) {
  const times = [];
  for (let n = 0; n < READS; n++) {
    const begun = performance.now();
    await read();
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** The baseline sends the same bytes, which stand in PostgreSQL as one value. @type {import('./row.mjs').Experiment} */
export const reading = {
  name: 'reading',
  rows: [
    lower({
      figure: FIGURE,
      title: 'GET status of a batch of 10,000, time against the same bytes as one text value',
      unit: '×',
      must: 2.5,
      aim: 1.5,
    }),
  ],
  async measure(bench) {
    const service = await bench.service();
    const partner = await service.partner();
    const id = await partner.submit('clients', clientBatches(1, ITEMS)[0].body);
    await service.outcomes.outcome([id], 20);
    const document = await partner.document(id);
    const texts = await startTextServer(bench.servers, document.toString('utf8'));
    try {
      await bench.rounds(async (round) => {
        await settle(bench.postgres);
        const { status, text } = await inTurn(round, {
          status: () => readTimes(() => partner.document(id)),
          text: () => readTimes(() => request(texts.url)),
        });
        return { [FIGURE]: status / text, [`${FIGURE}/ms`]: status, [`${FIGURE}/text-ms`]: text };
      });
    } finally {
      await texts.stop();
    }
  },
};
