import { type ServerResponse } from 'node:http';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { renderToString } from 'preact-render-to-string';
import { type Session, Sessions } from '../access/sessions';
import { BacklogTable } from './backlog-table';
import { chartSeries } from './chart-series';
import { LiveStreams } from './live-streams';
import { type OverviewFigures } from './overview-figures';
import { PausedQueues } from './paused-queues';
import { ReadOverview } from './read-overview';
import { Tiles } from './tiles';

const EVERY_MS = 2_000;
/** The end of the charts: the last minute, which may still change. */
const SENT_POINTS = 6;

/** Sends the overview to everybody who looks: one poll for all of them, and none while nobody does. */
@Injectable()
export class LiveOverview implements BeforeApplicationShutdown {
  private readonly log = new Logger(LiveOverview.name);
  private readonly streams = new LiveStreams(() => {
    clearInterval(this.timer);
    this.timer = undefined;
  });
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly readOverview: ReadOverview,
    sessions: Sessions,
  ) {
    sessions.onEnd((id) => {
      this.streams.endOf(id);
    });
  }

  /** @throws HttpException 429 with a sentence, where too many look already */
  requireRoom(session: Session): void {
    this.streams.requireRoom(session);
  }

  /** Begins a stream of server-sent events. */
  show(response: ServerResponse, session: Session): void {
    if (!this.streams.begin(response, session)) return;
    this.timer ??= setInterval(() => void this.send(), EVERY_MS);
    void this.send();
  }

  beforeApplicationShutdown(): void {
    this.streams.endAll();
  }

  private async send(): Promise<void> {
    let event: string;
    try {
      event = eventOf(await this.readOverview.read());
    } catch (error) {
      this.log.warn({ err: error }, 'the overview could not be read');
      event = 'event: away\ndata: {}\n\n';
    }
    this.streams.send(event);
  }
}

function eventOf(figures: OverviewFigures): string {
  const parts = {
    paused: renderToString(<PausedQueues lanes={figures.pausedLanes ?? []} />),
    tiles: renderToString(<Tiles figures={figures} />),
    backlog: renderToString(<BacklogTable backlog={figures.backlog} />),
  };
  const series = chartSeries(figures, SENT_POINTS);
  return `event: overview\ndata: ${JSON.stringify({ parts, series })}\n\n`;
}
