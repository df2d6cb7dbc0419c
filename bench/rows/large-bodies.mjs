import { largeBody } from '../items/large-body.mjs';
import { peakMemoryMb } from '../measure/peak-memory.mjs';
import { startService } from '../stack/service.mjs';
import { lower } from './row.mjs';

const FIGURE = 'memory/large-bodies';
const POSTS = 16;
const BODY_BYTES = 64 * 1024 ** 2;

/** @type {import('./row.mjs').Experiment} */
export const largeBodies = {
  name: 'large bodies',
  rows: [
    lower({
      figure: FIGURE,
      title: `${POSTS} POSTs of 64 MiB at once: peak memory of the API`,
      unit: 'MB',
      must: 800,
    }),
  ],
  async measure(bench) {
    const body = largeBody(BODY_BYTES);
    await bench.rounds(async () => {
      const service = await startService(bench.servers, { workers: 0 });
      try {
        const partner = await service.partner();
        const answers = await Promise.all(
          Array.from({ length: POSTS }, () => partner.post('clients', body).catch((error) => error)),
        );
        const accepted = answers.filter(({ status }) => status === 202).length;
        const refused = answers.filter(({ status }) => status === 503).length;
        if (accepted === 0) throw new Error('none of the large bodies was accepted');
        const [api] = service.processes();
        return {
          [FIGURE]: peakMemoryMb(api.pid),
          [`${FIGURE}/accepted`]: accepted,
          [`${FIGURE}/refused`]: refused,
          [`${FIGURE}/broken-off`]: POSTS - accepted - refused,
        };
      } finally {
        await service.stop();
      }
    });
  },
};
