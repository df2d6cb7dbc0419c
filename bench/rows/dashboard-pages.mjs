import { fillSavedRecords } from '../filled/saved-records.mjs';
import { fillShownBatches, ITEMS_OF_A_SHOWN_BATCH } from '../filled/shown-batches.mjs';
import { clientBatches } from '../items/batches.mjs';
import { median, percentile } from '../measure/statistics.mjs';
import { withConnection } from '../stack/database.mjs';
import { logIn } from '../stack/looker.mjs';
import { startService } from '../stack/service.mjs';
import { lower } from './row.mjs';

const FIGURE = 'dashboard/slowest-page';
const FIRST_FIGURE = 'dashboard/first-overview';
const BATCHES = 10_000;
const ITEMS = BATCHES * ITEMS_OF_A_SHOWN_BATCH;
const PARTNERS = 10;
const LARGE_BATCH_ITEMS = 100_000;
const READS = 15;

/** Searches for a batch in the middle, and for the key of a record that came from it. */
const NAMES = `
  SELECT p.client_id, b.status_check_id, r.partner_client_id AS key
  FROM partner_clients r JOIN batches b ON b.partner_id = r.partner_id AND b.id = r.batch_id JOIN partners p ON p.id = b.partner_id
  WHERE b.id > ${BATCHES / 2} LIMIT 1`;

/** @type {import('./row.mjs').Experiment} */
export const dashboardPages = {
  name: 'pages of the dashboard',
  rows: [
    lower({
      figure: FIGURE,
      title: 'slowest page of the dashboard, 1,000,000 items in 10,000 batches stored',
      unit: 'ms',
      must: 300,
      aim: 100,
    }),
    lower({
      figure: FIRST_FIGURE,
      title: 'the first overview that a dashboard shows after its start, the same stored',
      unit: 'ms',
      must: 300,
    }),
  ],
  async measure(bench) {
    const service = await startService(bench.servers, { partners: PARTNERS });
    try {
      bench.say(
        `filling tables with ${ITEMS.toLocaleString('en')} items in ${BATCHES.toLocaleString('en')} batches …`,
      );
      await fillShownBatches(service.databaseUrl, { count: BATCHES, partners: PARTNERS });
      await fillSavedRecords(service.databaseUrl, ITEMS);
      const partner = await service.partner(1);
      const largeId = await partner.submit('clients', clientBatches(1, LARGE_BATCH_ITEMS)[0].body);
      await service.outcomes.outcome([largeId], 100);
      const pages = pagesFor(await namesIn(service.databaseUrl), `/batches/partner-1/${largeId}`);
      await bench.rounds(() => timesOf(service, pages));
      bench.note(
        `${FIGURE}: each page ${READS} times a round, one after the other; its median, and of these the greatest`,
      );
    } finally {
      await service.stop();
    }
  },
};

async function namesIn(databaseUrl) {
  return withConnection(databaseUrl, async (client) => (await client.query(NAMES)).rows[0]);
}

function pagesFor({ client_id: clientId, status_check_id: id, key }, large) {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16);
  const batch = `/batches/${clientId}/${id}`;
  return {
    overview: '/',
    batches: '/batches',
    'batches of a partner': `/batches?partner=${clientId}`,
    'batches of a partner until an hour ago': `/batches?partner=${clientId}&to=${hourAgo}`,
    'batches until an hour ago': `/batches?to=${hourAgo}`,
    'batches with failed items': '/batches?state=Failed',
    'batches with waiting items': '/batches?state=Pending',
    'batch searched by its id': `/batches?q=${id}`,
    'batch searched by a key': `/batches?q=${key}`,
    'nothing found by a key': '/batches?q=nobody-has-this',
    batch,
    'failed items of a batch': `${batch}?state=Failed`,
    'download of failed items': `${batch}/items.json?state=Failed`,
    'large batch': large,
    'large batch, its end': `${large}?from=99950`,
    'large batch, no failed items': `${large}?state=Failed`,
    'large batch, no item with a key': `${large}?key=nobody-has-this`,
    partners: '/partners',
    partner: `/partners/${clientId}`,
    'partner, its last week': `/partners/${clientId}?over=week`,
    audit: '/audit',
    'queues, the page': '/queues/look',
    'queues, what it shows':
      '/queues/look/api/queues?activeQueue=small&status=completed&page=1&jobsPerPage=10',
  };
}

/** With a dashboard that has just been started: it knows nothing yet of the hour that the overview shows. */
async function timesOf(service, pages) {
  const dashboard = await service.startDashboard();
  try {
    const looker = await logIn(dashboard);
    const timeOf = async (path) => {
      const begun = performance.now();
      await looker.page(path);
      return performance.now() - begun;
    };
    const figures = { [FIRST_FIGURE]: await timeOf('/') };
    let slowest = 0;
    for (const [name, path] of Object.entries(pages)) {
      const times = [];
      for (let n = 0; n < READS; n++) times.push(await timeOf(path));
      figures[`dashboard/page: ${name}`] = median(times);
      figures[`dashboard/page: ${name}, p95`] = percentile(times, 0.95);
      slowest = Math.max(slowest, median(times));
    }
    return { ...figures, [FIGURE]: slowest };
  } finally {
    await dashboard.stop();
  }
}
