import fs from 'node:fs';
import path from 'node:path';
import { type Result } from '../../bench/report/kept-results.mjs';
import { dashboardSpeed } from '../../scripts/docs/dashboard-speed.mjs';
import { generatedFiles } from '../../scripts/docs/generated-files.mjs';
import { replaceBetween } from '../../scripts/docs/replace-between.mjs';
import { projectFolder } from '../../scripts/embedded/folders.mjs';

describe('the generated documents', () => {
  it.each(generatedFiles())('$file is what "npm run docs" writes', ({ file, text }) => {
    expect(fs.readFileSync(path.join(projectFolder, file), 'utf8')).toBe(text);
  });

  it('have headings that are told apart, so that each is linked by its name', () => {
    for (const { file, text } of generatedFiles()) {
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
      expect([file, headings]).toEqual([file, [...new Set(headings)]]);
    }
  });
});

describe('the figures of the dashboard', () => {
  const figure = (median: number) => ({ median, min: median / 2, max: 2 * median, samples: [] });
  const kept = (day: string, median: number, about = 'targets'): Result => ({
    about: about as Result['about'],
    measuredAt: `${day}T00:00:00.000Z`,
    machine: { cores: 2, memoryGib: 24, cpu: 'Some CPU', system: 'Linux' },
    machineClass: '2-cores',
    versions: {},
    rounds: 5,
    targets: [],
    figures: {
      'dashboard/first-overview': figure(30),
      'dashboard/page: audit': figure(median),
      'dashboard/page: audit, p95': figure(20),
      'dashboard/intake-beside': figure(1),
      'dashboard/intake-beside: processors of dashboard': figure(0.02),
    },
    notes: [],
  });

  it('are those of the newest kept run of the targets that has them', () => {
    const without = { ...kept('2026-01-04', 3), figures: {} };
    const text = dashboardSpeed([
      kept('2026-01-01', 1),
      kept('2026-01-02', 2),
      kept('2026-01-03', 9, 'growth'),
      without,
    ]);
    expect(text).toContain('[the result of 2026-01-02](../bench/results/2026-01-02-2-cores.json)');
    expect(text).toMatch(/\| audit +\| 2\.0 ms +\| 1\.0–4\.0 ms +\| 40\.0 ms/);
    expect(text).not.toContain('p95');
    expect(text).toContain('No page took longer than 40.0 ms in 19 of 20 cases');
    expect(text).toContain('1.00 (0.50–2.00) of the items/s');
  });

  it('are not made up where none is kept', () => {
    expect(() => dashboardSpeed([])).toThrow('no kept result');
  });
});

describe('the part of a document between two marks', () => {
  it('is replaced, and everything around it stays', () => {
    expect(replaceBetween('a\n<!-- x -->old<!-- /x -->\nb', 'x', 'new')).toBe(
      'a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb',
    );
  });

  it.each(['', '<!-- x -->', '<!-- /x --><!-- x -->', '<!-- x --><!-- /x --><!-- x --><!-- /x -->'])(
    'is not guessed in %j',
    (document) => {
      expect(() => replaceBetween(document, 'x', 'new')).toThrow('once each');
    },
  );
});
