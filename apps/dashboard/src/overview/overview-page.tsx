import { RATE_BUCKET_S, type RateBucket } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { BacklogTable } from './backlog-table';
import { type OverviewFigures } from './overview-figures';
import { Tiles } from './tiles';

/** What the charts are drawn of: columns of numbers, times first, and rates per second. */
export function chartSeries(buckets: readonly RateBucket[]): Readonly<Record<string, readonly number[]>> {
  const perS = (of: (bucket: RateBucket) => number): number[] =>
    buckets.map((bucket) => Math.round((10 * of(bucket)) / RATE_BUCKET_S) / 10);
  return {
    at: buckets.map(({ atS }) => atS),
    accepted: perS(({ accepted }) => accepted),
    completed: perS(({ completed }) => completed),
    duplicate: perS(({ duplicate }) => duplicate),
    conflict: perS(({ conflict }) => conflict),
    failed: perS(({ failed }) => failed),
  };
}

/** The page that one leaves open. */
export function OverviewPage({
  figures,
  session,
}: {
  readonly figures: OverviewFigures;
  readonly session: Session;
}) {
  return (
    <Frame
      title="Overview"
      place="/"
      session={session}
      scripts={['/assets/live-overview.js']}
      styles={['/assets/uplot.css']}
    >
      <h1>
        Overview <span id="live" class="live" role="status" />
      </h1>
      <Tiles figures={figures} />
      <section>
        <h2>States over time</h2>
        <p class="soft">
          Items/s that were decided, by state, and that were accepted; the last hour, in UTC.
        </p>
        <figure
          id="states-chart"
          class="chart"
          aria-label="Items per second by state over the last hour"
          data-series={JSON.stringify(chartSeries(figures.buckets.slice(0, -1)))}
        />
        <noscript>
          <p class="soft">The chart needs JavaScript; the figures above are those of now without it.</p>
        </noscript>
      </section>
      <section>
        <h2>Backlog by partner</h2>
        <BacklogTable backlog={figures.backlog} />
      </section>
    </Frame>
  );
}
