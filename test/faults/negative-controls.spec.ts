import { CONTROLS } from './controls/controls';
import { Oracle } from './oracle/oracle';
import { Rig } from './rig/rig';
import { record } from './table/records';
import { IS_FULL } from './table/run-options';

/** Above what every one of the service's own timeouts takes (10 s), with the release after it. */
const DECIDED_WITHIN_MS = 20_000;

const controls = CONTROLS.filter(({ scenario }) => IS_FULL || scenario.isSlow !== true);

const scenarios = [...new Set(controls.map(({ scenario }) => scenario))];

describe('what the oracle demands', () => {
  describe('is kept by the service as it is:', () => {
    let rig: Rig;
    let oracle: Oracle;
    beforeAll(async () => {
      rig = await Rig.start();
      oracle = await Oracle.watch(rig.service);
    });
    afterAll(() => rig.stop());

    it.each(scenarios)(
      '$name',
      async ({ name, attack }) => {
        await attack(rig, oracle, name);
        // One log for all of them.
        const tolerated = scenarios.flatMap((scenario) => scenario.tolerated ?? []);
        expect((await oracle.judge({ tolerated, withinMs: DECIDED_WITHIN_MS })).violations).toEqual([]);
        for (const { process } of rig.workers) process.signal('SIGCONT');
      },
      120_000,
    );
  });

  describe('is not kept', () => {
    let rig: Rig;
    afterEach(() => rig.stop());

    it.each(controls)(
      'without $guard (invariant $invariant)',
      async ({ invariant, guard, without, scenario, found }) => {
        rig = await Rig.start(without);
        const oracle = await Oracle.watch(rig.service);
        await scenario.attack(rig, oracle, scenario.name);
        const { violations } = await oracle.judge({
          tolerated: scenario.tolerated ?? [],
          withinMs: DECIDED_WITHIN_MS,
        });
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
});
