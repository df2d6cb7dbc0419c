/** Keeps the overview as it is now: its parts come rendered from the server, and the chart is moved on. */
import { drawStatesChart } from './states-chart.js';

const MOST_POINTS = 360;

const figure = document.getElementById('states-chart');
const live = document.getElementById('live');
let series = JSON.parse(figure.dataset.series);
const show = drawStatesChart(figure, series);

/** Puts the newest points in the place of those of the same times. */
function movedOn(known, newest) {
  const [first] = newest.at;
  const kept = known.at.filter((at) => at < first).length;
  return Object.fromEntries(
    Object.keys(known).map((name) => [
      name,
      [...known[name].slice(0, kept), ...newest[name]].slice(-MOST_POINTS),
    ]),
  );
}

function say(standing, text) {
  live.className = `live ${standing}`;
  if (live.textContent !== text) live.textContent = text;
}

const events = new EventSource('/events');
events.addEventListener('overview', ({ data }) => {
  const { parts, series: newest } = JSON.parse(data);
  for (const [id, markup] of Object.entries(parts)) document.getElementById(id).outerHTML = markup;
  series = movedOn(series, newest);
  show(series);
  say('on', 'live');
});
events.addEventListener('away', () => say('away', 'the database does not answer'));
events.addEventListener('error', () => say('away', 'not connected, trying again'));
