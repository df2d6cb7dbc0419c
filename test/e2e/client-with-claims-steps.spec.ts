import { bodyOf, type Changes, clientWith } from '../support/claims';
import { SITUATIONS } from '../support/client-with-claims-situations';
import { outcome } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';

let service: Service;
let partner: Partner;
let situation = 0;
beforeAll(async () => {
  service = await startService({ workers: 0 });
  [partner] = service.partners;
});
afterAll(() => service.stop());

/** So many clients more, which are fine: few clients or claims are saved one way, and many another. */
describe.each([
  ['a few items', 0],
  ['many items', 600],
])('a client with claims, one of %s, gets its state by the first step that applies:', (size, more) => {
  /** Keys of clients and of claims that are saved, of those that begin with a text. */
  const savedKeys = async (start: string): Promise<string[][]> => {
    const keys = (table: string, key: string) =>
      rowsOf<{ key: string }>(
        service.databaseUrl,
        `SELECT ${key} AS key FROM ${table} WHERE starts_with(${key}, $1) ORDER BY 1`,
        [start],
      );
    const both = await Promise.all([
      keys('partner_clients', 'partner_client_id'),
      keys('revenue_claims', 'unique_reference'),
    ]);
    return both.map((rows) => rows.map(({ key }) => key));
  };

  it.each(SITUATIONS.map(([name, items, ...expected]) => ({ name, items, expected })))(
    '$name',
    async ({ items, expected }) => {
      const k = `${size}, ${situation++}.`;
      await partner.decideAtOnce(
        bodyOf([clientWith(`${k} saved`, [`${k} saved claim`, `${k} saved claim 2`])]),
      );
      const [clientsBefore = [], claimsBefore = []] = await savedKeys(k);

      const others = Array.from({ length: more }, (_, n) => clientWith(`more ${k} ${n}`, [`more ${k} ${n}`]));
      const sent = items(k);
      const document = await partner.decideAtOnce(bodyOf([...others, ...sent]));
      expectSound(document);
      const states = document.result.map((element) => {
        const { state, problems } = element.status;
        return state === 'Conflict'
          ? `Conflict: ${problems.map(({ code }) => code).join(', ')}`
          : outcome(element);
      });
      expect(new Set(states.slice(0, more))).toEqual(new Set(more === 0 ? [] : ['Completed']));
      const ofSent = states.slice(more);
      expect(ofSent.map((state) => state.replace(`of ${more}`, 'of 0'))).toEqual(expected);

      // What is saved is the Completed items with all their claims, and nothing else.
      const completed = sent.filter((_, n) => ofSent[n] === 'Completed') as ReturnType<typeof clientWith>[];
      const clientKeys = completed.map(({ partner_client_id: key }) => key);
      const claimKeys = completed.flatMap(({ revenue_claims: claims }) =>
        (claims as Changes[]).map(({ unique_reference: key }) => key),
      );
      expect(await savedKeys(k)).toEqual([
        [...clientsBefore, ...clientKeys].sort(),
        [...claimsBefore, ...claimKeys].sort(),
      ]);
    },
  );
});
