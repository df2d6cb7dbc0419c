/**
 * `npm run bench:chart`: draws items/s by batch size from the newest kept result to docs/images/throughput.svg.
 */
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../scripts/embedded/folders.mjs';
import { throughputChart } from './chart/throughput-chart.mjs';
import { keptResults } from './report/kept-results.mjs';

const FILE = path.join(projectFolder, 'docs/images/throughput.svg');

const { installPeers } = await import('./peers/install-peers.mjs');
await installPeers(console.error);
const result = keptResults().findLast(({ about }) => about === 'targets');
if (result === undefined) {
  console.error('no result is kept: npm run bench -- --keep makes one');
  process.exit(1);
}
const { drawSvg } = await import('./chart/draw-svg.mjs');
fs.mkdirSync(path.dirname(FILE), { recursive: true });
fs.writeFileSync(FILE, `${await drawSvg(throughputChart(result))}\n`);
console.log(`${path.relative(projectFolder, FILE)}: from the result of ${result.measuredAt.slice(0, 10)}`);
