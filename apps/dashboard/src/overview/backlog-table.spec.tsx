import { type PartnerBacklog } from '@app/persistence';
import { renderToString } from 'preact-render-to-string';
import { BacklogTable } from './backlog-table';

function backlogOf(name: string, unmovedS: number, stalled: boolean): PartnerBacklog {
  const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
  return {
    clientId: name,
    name,
    items: 10,
    shards: 1,
    more: false,
    oldestSince: ago(7200),
    unmovedSince: ago(unmovedS),
    stalled,
  };
}

describe('the table of the backlog', () => {
  it('says of each partner for how long nothing of it was decided, and in a word who is stalled', () => {
    const backlog = [backlogOf('stands', 300, true), backlogOf('goes on', 5, false)];
    const cells = [
      ...renderToString(<BacklogTable backlog={backlog} />).matchAll(
        /data-label="Nothing decided for">(.*?)<\/td>/g,
      ),
    ].map(([, cell = '']) => cell.replace(/<[^>]*>/g, '').trim());
    expect(cells).toEqual(['stalled 5 min', '5 s']);
  });
});
