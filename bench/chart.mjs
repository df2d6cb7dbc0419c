/**
 * `npm run bench:chart`: draws the charts of the pages from the newest kept results: items/s by batch size, and the release for very many
 * partners.
 */
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../scripts/embedded/folders.mjs';
import { releaseChart } from './chart/release-chart.mjs';
import { throughputChart } from './chart/throughput-chart.mjs';
import { keptResults } from './report/kept-results.mjs';

const CHARTS = [
  {
    about: 'targets',
    file: 'docs/images/throughput.svg',
    chart: throughputChart,
    kept: 'npm run bench -- --keep',
  },
  {
    about: 'release',
    file: 'docs/images/release.svg',
    chart: releaseChart,
    kept: 'npm run simulate:release -- --keep',
  },
];

const { installPeers } = await import('./peers/install-peers.mjs');
await installPeers(console.error);
const { drawSvg } = await import('./chart/draw-svg.mjs');
for (const { about, file, chart, kept } of CHARTS) {
  const result = keptResults().findLast((each) => each.about === about);
  if (result === undefined) {
    console.error(`${file}: no result is kept: ${kept} makes one`);
    process.exitCode = 1;
    continue;
  }
  const target = path.join(projectFolder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, `${await drawSvg(chart(result))}\n`);
  console.log(`${file}: from the result of ${result.measuredAt.slice(0, 10)}`);
}
