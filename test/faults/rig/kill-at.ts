import { type Oracle } from '../oracle/oracle';
import { type FaultTally } from '../table/fault-tally';
import { type Rig } from './rig';
import { type WirePoint } from './wire/wire-stop';

/** Long enough for a request and a decision on a busy machine. */
const COMES_WITHIN_MS = 5_000;

/**
 * Sends a request, kills the process that comes to a wire point meanwhile, starts it again, and waits until the client has been told
 * and everything is decided.
 * @param send sends until the client is told, as Ledger.send does
 * @param meanwhileAt points at which other processes are held until then, so that this one comes first
 * @param meanwhile what else is done as soon as the request is on its way
 * @returns whether any process came to the point and was killed there
 */
export async function killAt(
  { rig, oracle, tally }: { rig: Rig; oracle: Oracle; tally: FaultTally },
  point: WirePoint,
  { items, send }: { items: number; send: () => Promise<unknown> },
  {
    meanwhileAt = [],
    meanwhile = () => Promise.resolve(),
  }: { meanwhileAt?: readonly WirePoint[]; meanwhile?: () => Promise<void> } = {},
): Promise<boolean> {
  const stop = rig.stopAt(point);
  const held = meanwhileAt.map((other) => rig.stopAt(other));
  const told = send();
  told.catch(() => undefined); // awaited below, after the fault
  const besides = meanwhile();
  try {
    const { process } = rig.at((await stop.hit(COMES_WITHIN_MS)).process);
    await process.kill('SIGKILL');
    const killedMs = performance.now();
    for (const other of held) other.end();
    await process.start();
    await told;
    await oracle.mustSettle();
    tally.recovered(performance.now() - killedMs);
  } catch (error) {
    if (stop.isHit) throw error;
    for (const each of [stop, ...held]) each.end();
    await told;
    await oracle.mustSettle();
  }
  await besides;
  tally.count(stop.isHit, items);
  return stop.isHit;
}
