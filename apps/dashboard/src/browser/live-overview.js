/** Keeps the overview as it is now: its parts come rendered from the server, and the charts are moved on. */
import { drawRefusedChart } from './refused-chart.js';
import { movedOn } from './series.js';
import { drawStatesChart } from './states-chart.js';
import { drawWaitingChart } from './waiting-chart.js';

const CHARTS = {
  'states-chart': drawStatesChart,
  'waiting-chart': drawWaitingChart,
  'refused-chart': drawRefusedChart,
};

const live = document.getElementById('live');
let series = JSON.parse(document.getElementById('charts').dataset.series);
const shows = Object.entries(CHARTS).map(([id, draw]) => draw(document.getElementById(id), () => series));

function say(standing, text) {
  live.className = `live ${standing}`;
  if (live.textContent !== text) live.textContent = text;
}

/** What each part was last replaced by: what stays as it is would be read out anew each time. */
const shown = new Map();

/** Puts a part in its place, unless somebody is in it with the keyboard. */
function replacePart(id, markup) {
  const part = document.getElementById(id);
  if (shown.get(id) === markup || part.contains(document.activeElement)) return;
  part.outerHTML = markup;
  shown.set(id, markup);
}

/** A browser does not try again by itself where it was refused: too many pages are open, or the session has ended. */
const REFUSED_AGAIN_MS = 15_000;

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('overview', ({ data }) => {
    const { parts, series: newest } = JSON.parse(data);
    for (const [id, markup] of Object.entries(parts)) replacePart(id, markup);
    series = movedOn(series, newest);
    for (const show of shows) show();
    say('on', 'live');
  });
  events.addEventListener('away', () => say('away', 'the database does not answer'));
  events.addEventListener('error', () => {
    say('away', 'not connected, trying again');
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, REFUSED_AGAIN_MS);
  });
}

listen();
