import { type VolumePeriod } from '@app/persistence';
import { renderToString } from 'preact-render-to-string';
import { periodOf, VolumesSection } from './volumes-section';

const COUNTS = { Completed: 1, Duplicate: 0, Conflict: 0, Failed: 0 };

function shown(period: VolumePeriod, bounded: boolean): string {
  const slices = [{ from: new Date(Date.now() - 100_000), batches: 10_000, items: 1, counts: COUNTS }];
  return renderToString(
    <VolumesSection clientId="acme" period={period} volumes={{ slices, bounded }} />,
  ).replaceAll(/<[^>]*>/g, '');
}

describe('the volumes on the page of a partner', () => {
  it('say that not all of a time is among them, and what is', () => {
    const cut = shown('week', true);
    expect(cut).toContain('Its newest 10,000 batches: 1 items, of the last 100 s.');
    expect(cut).toContain(
      'No more than 10,000 batches are read: what it sent before these in the last week is not among the figures.',
    );
    expect(shown('week', false)).not.toContain('No more than');
    expect(shown('newest', true)).not.toContain('No more than');
  });

  it('are of the newest batches where no time is asked for that there is', () => {
    for (const given of [undefined, '', 'year', 'toString', ['day', 'week']])
      expect([given, periodOf(given)]).toEqual([given, 'newest']);
    expect(periodOf('day')).toBe('day');
  });
});
