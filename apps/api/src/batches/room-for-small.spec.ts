import { RequestRefused } from '@app/domain';
import { readConfiguration } from '@app/platform';
import { RoomForSmall } from './room-for-small';

/** The least room that there is: for eight batches of the least cost, four of them of one partner. */
function leastRoom(): RoomForSmall {
  return new RoomForSmall(
    readConfiguration({
      PARTNER_PATH_DATABASE_URL: 'postgres://none@127.0.0.1/none',
      RELEASE_DATABASE_URL: 'postgres://none@127.0.0.1/none',
      AUTH_DATABASE_URL: 'postgres://none@127.0.0.1/none',
      REDIS_URL: 'redis://127.0.0.1',
      TOKEN_SIGNING_KEY: 'A'.repeat(43),
      MAX_BODY_BYTES: '65536',
      RECEIVE_BUDGET_BYTES: '65536',
    }),
  );
}

describe('RoomForSmall', () => {
  /** Work that ends when the test says so. */
  const open: (() => void)[] = [];
  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      open.push(resolve);
    });
  const endAll = (): void => {
    for (const end of open.splice(0)) end();
  };

  it('gives one partner half of the room and all of them no more than there is, and takes it back', async () => {
    const room = leastRoom();
    const running = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd'].map((partner) => room.during(partner, 10, wait));
    for (const partner of ['a', 'd']) {
      await expect(room.during(partner, 10, wait)).rejects.toBeInstanceOf(RequestRefused);
    }
    endAll();
    await Promise.all(running);
    const again = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b'].map((partner) => room.during(partner, 10, wait));
    await expect(room.during('c', 10, wait)).rejects.toMatchObject({ code: 'no_room' });
    endAll();
    await Promise.all(again);
  });

  it('takes the room back when the work fails', async () => {
    const room = leastRoom();
    const fails = (): Promise<never> => Promise.reject(new Error('broken'));
    for (let n = 0; n < 10; n++) await expect(room.during('a', 10, fails)).rejects.toThrow('broken');
  });

  it('counts a batch by its bytes, and leaves large ones alone', async () => {
    const room = leastRoom();
    const running = [room.during('a', 64 * 1024, wait), room.during('a', 10_000_000, wait)];
    await expect(room.during('a', 10, wait)).rejects.toMatchObject({ code: 'no_room' });
    endAll();
    await Promise.all(running);
  });
});
