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
 * @returns whether any process came to the point and was killed there
 */
export async function killAt(
  { rig, oracle, tally }: { rig: Rig; oracle: Oracle; tally: FaultTally },
  point: WirePoint,
  { items, send }: { items: number; send: () => Promise<unknown> },
  { meanwhileAt = [] }: { meanwhileAt?: readonly WirePoint[] } = {},
): Promise<boolean> {
  const stop = rig.stopAt(point);
  const held = meanwhileAt.map((other) => rig.stopAt(other));
  const told = send();
  told.catch(() => undefined); // awaited below, after the fault
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
  tally.count(stop.isHit, items);
  return stop.isHit;
}
