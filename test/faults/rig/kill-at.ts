import { type Oracle } from '../oracle/oracle';
import { type FaultTally } from '../table/fault-record';
import { type Rig } from './rig';
import { type WirePoint } from './wire/wire-stop';

/**
 * Sends a request, kills the process that comes to a wire point meanwhile, starts it again, and waits until the client has been told
 * and everything is decided.
 * @param send sends until the client is told, as Ledger.send does
 * @returns whether any process came to the point and was killed there
 */
export async function killAt(
  { rig, oracle, tally }: { rig: Rig; oracle: Oracle; tally: FaultTally },
  point: WirePoint,
  { items, send }: { items: number; send: () => Promise<unknown> },
  withinMs = 5_000,
): Promise<boolean> {
  const stop = rig.stopAt(point);
  const told = send();
  told.catch(() => undefined); // awaited below, after the fault
  try {
    const { process } = rig.at((await stop.hit(withinMs)).process);
    await process.kill('SIGKILL');
    const killedMs = performance.now();
    await process.start();
    await told;
    await oracle.settled();
    tally.recovered(performance.now() - killedMs);
  } catch (error) {
    if (stop.isHit) throw error;
    stop.disarm();
    await told;
    await oracle.settled();
  }
  tally.count(stop.isHit, items);
  return stop.isHit;
}
