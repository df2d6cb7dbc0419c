import { keptResults } from '../../bench/report/kept-results.mjs';
import { figureOf, rowsOf, type ScalingRow } from '../../bench/scaling/figures.mjs';
import { compare, fit, predict } from '../../bench/scaling/model.mjs';

/** What docs/scaling.md says of the model: mean of the errors of rows that it has not seen. */
const MEAN_ERROR = 0.1;
const CORES = 2;
const COSTS = { 'api µs': 4, 'worker µs': 12, 'postgres µs': 10, 'redis µs': 1, 'client µs': 3 };
const SETUPS = [1, 2].flatMap((apis) => [1, 2, 3, 4].map((workers) => ({ apis, workers, size: 1000 })));

/** Rows as they would be measured if the model were true. */
function madeUp(share: number, crowding: number, cores = CORES): ScalingRow[] {
  const us = { api: 4, worker: 12, postgres: 10, redis: 1, client: 3 };
  const figures: Record<string, { median: number; min: number; max: number }> = {};
  for (const setup of SETUPS) {
    const { itemsPerS } = predict({ size: 1000, us, share, crowding }, { ...setup, cores });
    for (const [name, value] of Object.entries({ ...COSTS, 'items/s': itemsPerS }))
      figures[figureOf(setup, name)] = { median: value, min: value, max: value };
  }
  return rowsOf(figures);
}

describe('the scaling model', () => {
  const us = { api: 4, worker: 12, postgres: 10, redis: 1, client: 3 };

  it('names what stands in the way first: processors, then workers’ threads, then APIs’', () => {
    const model = { size: 1000, us, share: 1, crowding: 0 };
    expect(predict(model, { apis: 1, workers: 1, cores: 2 })).toEqual({
      itemsPerS: 2e6 / 30,
      limit: 'processors',
    });
    expect(predict(model, { apis: 1, workers: 1, cores: 16 })).toEqual({
      itemsPerS: 1e6 / 12,
      limit: 'worker threads',
    });
    expect(predict(model, { apis: 1, workers: 8, cores: 64 })).toEqual({
      itemsPerS: 1e6 / 4,
      limit: 'API threads',
    });
  });

  it('takes something away for processes that wait for a processor, and nothing where there are enough', () => {
    const model = { size: 1000, us, share: 1, crowding: 0.1 };
    const at = (workers: number, cores: number): number =>
      predict(model, { apis: 1, workers, cores }).itemsPerS;
    expect(at(4, 2)).toBeCloseTo((at(1, 2) * 1) / 1.3);
    expect(at(4, 5)).toBeCloseTo(5e6 / 30);
  });

  it('finds the numbers that rows were made of, also for a row that it has not seen', () => {
    const { model, compared } = compare(madeUp(0.8, 0.05), CORES);
    expect(model.share).toBeCloseTo(0.8);
    expect(model.crowding).toBeCloseTo(0.05);
    for (const { error, blindError } of compared) {
      expect(Math.abs(error)).toBeLessThan(0.01);
      expect(Math.abs(blindError)).toBeLessThan(0.01);
    }
  });

  it('tells how far it is off a row that does not follow it, and needs the row that costs come from', () => {
    const rows = madeUp(0.8, 0.05);
    const odd = rows.at(-1)?.of['items/s'];
    if (odd === undefined) throw new Error('there are rows');
    odd.median *= 2;
    expect(compare(rows, CORES).compared.at(-1)?.blindError).toBeCloseTo(-0.5, 1);
    expect(() => fit(rows.slice(1), CORES)).toThrow('one API and one worker is missing');
  });

  it('is as near to the kept run as docs/scaling.md says', () => {
    const kept = keptResults().findLast(({ about }) => about === 'scaling');
    if (kept === undefined) throw new Error('the repository keeps one');
    const rows = rowsOf(kept.figures);
    const errors = [1, 1000, 10_000].flatMap((size) =>
      compare(
        rows.filter((row) => row.size === size),
        kept.machine.cores,
      ).compared.map(({ blindError }) => Math.abs(blindError)),
    );
    expect(errors.length).toBe(24);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(MEAN_ERROR);
  });
});
