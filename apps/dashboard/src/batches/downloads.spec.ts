import { Readable } from 'node:stream';
import { Downloads } from './downloads';

describe('downloads', () => {
  const stream = (): Readable => Readable.from(['x']);
  const closed = (one: Readable): Promise<unknown> =>
    new Promise((resolve) => {
      one.once('close', resolve);
    });

  it('are two for a user, until one of them is done or given up', async () => {
    const downloads = new Downloads();
    const [first, second] = [downloads.begin('ann', stream), downloads.begin('ann', stream)];
    const refused = jest.fn(stream);
    expect(() => downloads.begin('ann', refused)).toThrow('You have 2 downloads under way.');
    expect(refused).not.toHaveBeenCalled();
    const done = closed(first);
    first.resume();
    await done;
    downloads.begin('ann', stream);
    const givenUp = closed(second);
    second.destroy();
    await givenUp;
    downloads.begin('ann', stream);
    expect(() => downloads.begin('ann', stream)).toThrow('You have 2 downloads');
  });

  it('are four in all', () => {
    const downloads = new Downloads();
    for (const name of ['ann', 'ann', 'bob', 'bob']) downloads.begin(name, stream);
    expect(() => downloads.begin('cyd', stream)).toThrow('4 downloads are under way.');
  });
});
