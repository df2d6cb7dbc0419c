import { waitUntil } from '../embedded/wait-until.mjs';

const LARGE_BATCH_ITEMS = 100_000;
const WITHIN_MS = 60_000;
/** What waits meanwhile is seen on the overview. */
const PAUSED_MS = 25_000;

/** A batch in which much failed, of a partner whose software was broken. */
const MUCH_FAILED = `
  SELECT p.client_id, b.status_check_id FROM shards s
  JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id JOIN partners p ON p.id = b.partner_id
  WHERE s.conflict > 0 AND s.duplicate > 2 AND s.failed > 60 AND b.item_count > 300 ORDER BY s.failed DESC LIMIT 1`;

const SHARDS_DECIDED = `
  SELECT count(s.decided_at)::int AS decided FROM shards s JOIN batches b ON b.partner_id = s.partner_id AND b.id = s.batch_id
  WHERE b.status_check_id = $1`;

/** Things that operators do, which the audit trail then shows. */
export async function doWhatOperatorsDo({ act }) {
  const limits = { 'Items that may wait': '5000000', 'Items per minute': '10000000' };
  await act('/partners/harbour-payments/limits', 'Change its limits', limits);
  await act('/partners/meadow-marketplace/rotate', 'Make a new secret');
  // Nobody who sends: a partner that is suspended, or whose token is of a revoked secret, is refused.
  await act('/partners/orchard-retail/rotate', 'Make a new secret');
  await act('/partners/orchard-retail/revoke', 'Revoke the older secret');
  await act('/partners/orchard-retail/suspend', 'Suspend');
}

/**
 * Pictures of work, as usual and when it waits: large batches are held back, by pausing their queue when a part of one is decided.
 * @param {Awaited<ReturnType<typeof import('./window.mjs').openWindow>>} window
 * @param {import('./senders.mjs').Sender} sender
 * @param {import('pg').Client} database
 */
export async function shootUnderWay({ shoot, setQueue, page }, sender, database) {
  const live = { until: 'live', whole: true };
  await shoot('overview', '/', live);
  const id = await sender.clients(LARGE_BATCH_ITEMS, 0.02);
  const isPartlyDecided = async () => (await database.query(SHARDS_DECIDED, [id])).rows[0].decided >= 3;
  await waitUntil(isPartlyDecided, { withinMs: WITHIN_MS, everyMs: 10 });
  await setQueue('bulk', 'pause');
  await page.waitForTimeout(PAUSED_MS);
  const address = `/batches/${sender.clientId}/${id}`;
  await shoot('batch-under-way', address, { until: 'not yet' });
  await shoot('overview-dark', '/', { ...live, colours: 'dark' });
  await shoot('phone-overview', '/', { until: 'live', size: 'phone', colours: 'dark' });
  await setQueue('bulk', 'resume');
}

/** Pictures of everything else. */
export async function shootPages({ shoot, page }, database) {
  const { client_id: clientId, status_check_id: id } = (await database.query(MUCH_FAILED)).rows[0];
  const batch = `/batches/${clientId}/${id}`;
  await shoot('batches', '/batches');
  await shoot('phone-batches', '/batches', { size: 'phone' });
  await shoot('batch', `${batch}?state=Failed`);
  await shoot('batch-dark', batch, { colours: 'dark' });
  await shoot('phone-batch', batch, { size: 'phone' });
  await shoot('partners', '/partners', { whole: true });
  await shoot('partner', `/partners/${clientId}`, { whole: true });
  await shoot('phone-partner', `/partners/${clientId}`, { size: 'phone', colours: 'dark' });
  await shoot('confirm', '/partners/lumen-pos/suspend', { whole: true });
  await shoot('audit', '/audit', { whole: true });
  await shoot('queues', '/queues/act/queue/small?status=completed', { until: 'batchId' });
  await page.context().clearCookies();
  await shoot('login', '/login');
}
