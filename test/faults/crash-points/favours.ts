import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { rowsOf } from '../../support/sql';
import { type killAt } from '../rig/kill-at';
import { type Rig } from '../rig/rig';
import { type WirePoint } from '../rig/wire/wire-stop';

/** All processes of a kind at one point, so that only the other kind comes past it. */
export function allAt(link: WirePoint['link'], command: string): WirePoint[] {
  const processes = link === 'api' ? 1 : 2;
  return Array<WirePoint>(processes).fill({ link, server: 'postgres', command, phase: 'before' });
}

/** What is done so that a process of this kind comes to its points: which one hands out a batch is left to chance otherwise. */
type Favour = (rig: Rig, link: WirePoint['link']) => Parameters<typeof killAt>[3];

const other = (link: WirePoint['link']): WirePoint['link'] => (link === 'api' ? 'worker' : 'api');

/** In turns: chance; it hands out; it finds that it is another's turn; it comes when all is handed out. */
export const FAVOURS: readonly Favour[] = [
  () => ({}),
  (_, link) => ({ meanwhileAt: allAt(other(link), 'try_hand_out_lock') }),
  (_, link) => ({ meanwhileAt: allAt(other(link), 'select_windows') }),
  (rig, link) => ({ meanwhile: () => comeLate(rig, link) }),
];

/** Holds processes of a kind before they may hand out, until the others have handed out everything. */
async function comeLate(rig: Rig, link: WirePoint['link']): Promise<void> {
  const stops = allAt(link, 'try_hand_out_lock').map((point) => rig.stopAt(point));
  const isHandedOut = async (): Promise<boolean> => {
    const waiting = await rowsOf(
      rig.service.databaseUrl,
      'SELECT 1 FROM shards WHERE released_at IS NULL AND decided_at IS NULL',
    );
    return stops.some(({ isHit }) => isHit) && waiting.length === 0;
  };
  await waitUntil(isHandedOut, { withinMs: 2_000 });
  for (const stop of stops) stop.end();
}
