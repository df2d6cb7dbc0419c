import { CONTROLS } from './controls/controls';
import { type Scenario } from './controls/control';
import { Oracle, type Verdict } from './oracle/oracle';
import { Rig } from './rig/rig';
import { record } from './table/records';
import { IS_FULL } from './table/run-options';

/** Above what every one of the service's own timeouts takes (10 s), with the release after it. */
const DECIDED_WITHIN_MS = 20_000;

const controls = CONTROLS.filter(({ scenario }) => IS_FULL || scenario.isSlow !== true);

/** Carries a scenario out and asks the oracle, which is the same with and without the guard. */
async function verdictOn({ attack, tolerated = [] }: Scenario, rig: Rig): Promise<Verdict> {
  const oracle = await Oracle.watch(rig.service);
  await attack(rig, oracle, 'control');
  return oracle.judge({ tolerated, withinMs: DECIDED_WITHIN_MS });
}

describe('what the oracle demands', () => {
  let rig: Rig;
  afterEach(() => rig.stop());

  it.each([...new Set(controls.map(({ scenario }) => scenario))])(
    'is kept by the service as it is: $name',
    async (scenario) => {
      rig = await Rig.start();
      expect((await verdictOn(scenario, rig)).violations).toEqual([]);
    },
    120_000,
  );

  it.each(controls)(
    'is not kept without $guard (invariant $invariant)',
    async ({ invariant, guard, without, scenario, found }) => {
      rig = await Rig.start(without);
      const { violations } = await verdictOn(scenario, rig);
      expect(violations).toContainEqual(expect.stringMatching(found));
      const [finding = ''] = violations.filter((violation) => found.test(violation));
      record('negativeControls', {
        guard: `${invariant}: ${guard}`,
        attack: scenario.name,
        finding: finding.replace(/^(PostgreSQL logged: ).*(ERROR)/, '$1$2'),
      });
    },
    120_000,
  );
});
