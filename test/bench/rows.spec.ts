import { pointsOf } from '../../bench/chart/points.mjs';
import { inTurn } from '../../bench/measure/rounds.mjs';
import { machineClass } from '../../bench/report/machine.mjs';

describe('a round', () => {
  it('lets another one begin each time, and tells the results apart by name', async () => {
    const order: string[] = [];
    const turn = (name: string): (() => Promise<string>) => {
      return () => {
        order.push(name);
        return Promise.resolve(`of ${name}`);
      };
    };
    const turns = { a: turn('a'), b: turn('b'), c: turn('c') };
    expect(await inTurn(0, turns)).toEqual({ a: 'of a', b: 'of b', c: 'of c' });
    await inTurn(1, turns);
    await inTurn(5, turns);
    expect(order.join('')).toBe('abcbcacab');
  });
});

describe('the chart', () => {
  it('has a point for each contestant and batch size, and none for other figures', () => {
    const figures = {
      'items-per-s/service/1000': { median: 50_000.4 },
      'items-per-s/reference/1': { median: 1000 },
      'items-per-s/service/1': { median: 400 },
      'clients/1000': { median: 0.5 },
    };
    expect(pointsOf(figures).map(({ contestant, size, itemsPerS }) => [contestant, size, itemsPerS])).toEqual(
      [
        ['reference', 1, 1000],
        ['service', 1, 400],
        ['service', 1000, 50_000],
      ],
    );
  });
});

describe("a machine's class", () => {
  it('is fit for the name of a file', () => {
    expect(machineClass({ cores: 2, memoryGib: 24, cpu: 'AMD EPYC (7002) @ 2.5GHz' })).toBe(
      '2-cores-24-gib-amd-epyc-7002-2-5ghz',
    );
  });
});
