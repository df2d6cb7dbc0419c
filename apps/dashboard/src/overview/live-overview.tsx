import { type ServerResponse } from 'node:http';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { renderToString } from 'preact-render-to-string';
import { BacklogTable } from './backlog-table';
import { chartSeries } from './chart-series';
import { type OverviewFigures } from './overview-figures';
import { ReadOverview } from './read-overview';
import { Tiles } from './tiles';

const EVERY_MS = 2_000;
/** The end of the charts: the last minute, which may still change. */
const SENT_POINTS = 6;
/** A stream ends after a while, and the browser asks for another one: whoever has lost the session meanwhile gets none. */
const STREAM_LIFETIME_MS = 60_000;

/** Sends the overview to everybody who looks: one poll for all of them, and none while nobody does. */
@Injectable()
export class LiveOverview implements BeforeApplicationShutdown {
  private readonly log = new Logger(LiveOverview.name);
  private readonly viewers = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly readOverview: ReadOverview) {}

  /** Begins a stream of server-sent events. */
  show(viewer: ServerResponse): void {
    viewer.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    viewer.write('retry: 1000\n\n');
    this.viewers.add(viewer);
    const end = setTimeout(() => viewer.end(), STREAM_LIFETIME_MS);
    viewer.once('close', () => {
      clearTimeout(end);
      this.viewers.delete(viewer);
      if (this.viewers.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    });
    this.timer ??= setInterval(() => void this.send(), EVERY_MS);
    void this.send();
  }

  beforeApplicationShutdown(): void {
    for (const viewer of this.viewers) viewer.end();
  }

  private async send(): Promise<void> {
    let event: string;
    try {
      event = eventOf(await this.readOverview.read());
    } catch (error) {
      this.log.warn({ err: error }, 'the overview could not be read');
      event = 'event: away\ndata: {}\n\n';
    }
    // Whoever does not read is not written to: a browser that sleeps must not fill the memory.
    for (const viewer of this.viewers) if (!viewer.writableNeedDrain) viewer.write(event);
  }
}

function eventOf(figures: OverviewFigures): string {
  const parts = {
    tiles: renderToString(<Tiles figures={figures} />),
    backlog: renderToString(<BacklogTable backlog={figures.backlog} />),
  };
  const series = chartSeries(figures, SENT_POINTS);
  return `event: overview\ndata: ${JSON.stringify({ parts, series })}\n\n`;
}
