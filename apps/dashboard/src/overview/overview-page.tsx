import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { BacklogTable } from './backlog-table';
import { chartSeries } from './chart-series';
import { type OverviewFigures } from './overview-figures';
import { PausedQueues } from './paused-queues';
import { Tiles } from './tiles';

/** Each chart: its element, its heading, and what it shows. */
const CHARTS = [
  ['states-chart', 'States over time', 'Items/s that were decided, by state; the line: that were accepted.'],
  ['waiting-chart', 'Waiting over time', 'Items that were accepted and not yet decided.'],
  ['refused-chart', 'Errors over time', 'Share of the decided items, minute by minute.'],
] as const;

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
      <PausedQueues lanes={figures.pausedLanes ?? []} />
      <Tiles figures={figures} />
      <noscript>
        <p class="soft">The charts need JavaScript; the figures are those of now without it.</p>
      </noscript>
      <div id="charts" class="charts" data-series={JSON.stringify(chartSeries(figures))}>
        {CHARTS.map(([id, heading, about]) => (
          <section key={id}>
            <h2 id={`${id}-heading`}>{heading}</h2>
            <p class="soft">{about}</p>
            <figure id={id} class="chart" aria-labelledby={`${id}-heading`} />
          </section>
        ))}
      </div>
      <section>
        <h2>Backlog by partner</h2>
        <BacklogTable backlog={figures.backlog} />
      </section>
    </Frame>
  );
}
