import { readArguments } from '../../bench/arguments.mjs';

describe('the command line of the bench', () => {
  it('measures everything in five rounds when it is left empty', () => {
    expect(readArguments([])).toMatchObject({
      quick: false,
      growth: false,
      scaling: false,
      keep: false,
      rounds: 5,
      only: undefined,
      peers: undefined,
    });
  });

  it('takes peers by name, and none of them', () => {
    expect(readArguments(['--peers', 'pg-boss,bull-careful']).peers).toEqual(['pg-boss', 'bull-careful']);
    expect(readArguments(['--peers', 'none']).peers).toEqual([]);
  });

  it('refuses what cannot be meant', () => {
    expect(() => readArguments(['--rounds', '0'])).toThrow('--rounds');
    expect(() => readArguments(['--quick', '--growth'])).toThrow('do not go together');
    expect(() => readArguments(['--quick', '--keep'])).toThrow('whole runs');
    expect(() => readArguments(['--fast'])).toThrow('--fast');
  });
});
