import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Controller, Get, Header, NotFoundException, Param, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

const OWN = path.resolve(__dirname, '..', 'browser');
const UPLOT = path.join(path.dirname(require.resolve('uplot/package.json')), 'dist');

const OWN_SCRIPTS = [
  'live-batch.js',
  'live-overview.js',
  'states-chart.js',
  'waiting-chart.js',
  'refused-chart.js',
  'draw-chart.js',
  'series.js',
];

/** What pages load, by the name that it has here. */
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(OWN_SCRIPTS.map((name) => [name, path.join(OWN, name)])),
  'uplot.js': path.join(UPLOT, 'uPlot.esm.js'),
  'uplot.css': path.join(UPLOT, 'uPlot.min.css'),
};
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Scripts and styles of the pages: our own, and those of the chart library. */
@Controller()
export class AssetsController {
  /** The only one that somebody sees before the login. */
  @Get('dashboard.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  style(): Promise<Buffer> {
    return readFile(path.join(OWN, 'dashboard.css'));
  }

  @Get('assets/:name')
  @Header('Cache-Control', 'no-cache')
  async asset(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (file === undefined) throw new NotFoundException();
    void reply.header('Content-Type', TYPES[path.extname(name)] ?? '');
    return readFile(file);
  }
}
