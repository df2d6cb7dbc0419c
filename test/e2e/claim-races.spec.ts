import { claimOf, type Changes, clientWith } from '../support/claims';
import { client } from '../support/clients';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

const ROUNDS = 100;
const CLIENTS = 8;
const CLAIMS_EACH = 2;
/** Rounds of so many clients, which are saved another way. */
const LARGE_ROUNDS = 3;
const LARGE_CLIENTS = 700;

/** Keys whose order differs between JavaScript, a locale and bytes. */
const STYLES = ['key', 'KEY', 'Key', '😀', 'Ａ', '\ue000', 'éclair', '𝒳'];
const keyOf = (round: string, n: number): string => `${STYLES[n % STYLES.length] ?? ''} ${round} ${n}`;
const claimKeys = (client: number): number[] =>
  Array.from({ length: CLAIMS_EACH }, (_, n) => client * CLAIMS_EACH + n);

interface Round {
  name: string;
  /** The numbers of the clients. */
  numbers: readonly number[];
}

/** Clients with their claims as one request has them: `shift` gives each the claims of another one. */
function withClaims({ name, numbers }: Round, shift = 0, side = ''): Changes[] {
  const { length } = numbers;
  return numbers.map((n) =>
    clientWith(
      keyOf(name, n) + side,
      claimKeys((n + shift) % length).map((key) => keyOf(name, key)),
    ),
  );
}
const onTheirOwn = ({ name, numbers }: Round, shift = 0): Changes[] =>
  numbers.flatMap((n) =>
    claimKeys((n + shift) % numbers.length).map((key) => claimOf(keyOf(name, n), keyOf(name, key))),
  );
const plain = ({ name, numbers }: Round): unknown[] => numbers.map((n) => client(keyOf(name, n)));

/** What the second synchronous request makes of the round: the same, the claims dealt out otherwise, or other clients. */
const SHAPES = [
  (round: Round) => withClaims(round),
  (round: Round) => withClaims(round, 1),
  (round: Round) => withClaims(round, 0, ' other'),
];

describe('two synchronous requests and two asynchronous batches with the same clients and claims', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 2 });
  });
  afterAll(() => service.stop());

  async function race(partner: Partner, round: Round, turn: number): Promise<StatusDocument[]> {
    const backwards = { ...round, numbers: [...round.numbers].reverse() };
    const second = SHAPES[turn % SHAPES.length] ?? withClaims;
    const decideClaims = (shift: number) => async () =>
      partner.decided(await partner.submitClaims(onTheirOwn(turn % 4 < 2 ? round : backwards, shift)));
    const requests = [
      () => partner.decideAtOnce(withClaims(round)),
      () => partner.decideAtOnce(second(backwards).reverse()),
      // Every other round the clients are sent on their own as well, else claims twice.
      turn % 2 === 0
        ? async () => partner.decided(await partner.submitClients(plain(backwards)))
        : decideClaims(1),
      decideClaims(0),
    ];
    // Whoever is sent first has a better chance.
    const first = turn % requests.length;
    return Promise.all([...requests.slice(first), ...requests.slice(0, first)].map((send) => send()));
  }

  /** By key, the batches that say they saved a client or claim; a client's item saves all its claims. */
  function claimed(documents: readonly StatusDocument[]): { clients: string[]; claims: string[] } {
    const clients: string[] = [];
    const claims: string[] = [];
    for (const { id, result } of documents) {
      for (const { data, status } of result) {
        if (status.state !== 'Completed') continue;
        const item = data as Changes;
        const inner = (item['revenue_claims'] ?? []) as Changes[];
        if (item['unique_reference'] === undefined)
          clients.push(`${id} ${String(item['partner_client_id'])}`);
        else inner.push(item);
        claims.push(...inner.map((one) => `${id} ${String(one['unique_reference'])}`));
      }
    }
    return { clients: clients.sort(), claims: claims.sort() };
  }

  async function saved(start: string): Promise<{ clients: string[]; claims: string[] }> {
    const rows = await rowsOf<{ client: boolean; saved: string }>(
      service.databaseUrl,
      `SELECT client, status_check_id || ' ' || key AS saved FROM (
         SELECT true AS client, batch_id, partner_client_id AS key FROM partner_clients
         UNION ALL SELECT false, batch_id, unique_reference FROM revenue_claims) AS records JOIN batches b ON b.id = batch_id
       WHERE key LIKE $1`,
      [`% ${start} %`],
    );
    const of = (client: boolean): string[] =>
      rows.filter((row) => row.client === client).map((row) => row.saved);
    return { clients: of(true).sort(), claims: of(false).sort() };
  }

  async function expectSavedOnce(name: string, documents: readonly StatusDocument[]): Promise<number> {
    for (const document of documents) expectSound(document);
    const inDatabase = await saved(name);
    expect(claimed(documents)).toEqual(inDatabase);
    const keys = inDatabase.clients.map((text) => text.slice(text.indexOf(' ')));
    expect(new Set(keys).size).toBe(keys.length);
    return inDatabase.claims.length;
  }

  it(`save each once, in ${ROUNDS} rounds, without an error or a deadlock`, async () => {
    const [partner] = service.partners;
    let claims = 0;
    for (let turn = 0; turn < ROUNDS; turn++) {
      const name = `round-${turn}`;
      const documents = await race(
        partner,
        { name, numbers: Array.from({ length: CLIENTS }, (_, n) => n) },
        turn,
      );
      claims += await expectSavedOnce(name, documents);
    }
    expect(claims).toBeGreaterThan(ROUNDS);
    expect(service.logs().filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([]);
    expect(service.postgresLog()).not.toMatch(/deadlock|ERROR/);
  });

  it(`save each once also when there are so many that they are copied in, in ${LARGE_ROUNDS} rounds`, async () => {
    const [partner] = service.partners;
    for (let turn = 0; turn < LARGE_ROUNDS; turn++) {
      const name = `large-${turn}`;
      const numbers = Array.from({ length: LARGE_CLIENTS }, (_, n) => n);
      await expectSavedOnce(name, await race(partner, { name, numbers }, turn));
    }
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
    const errors = service
      .postgresLog()
      .split('\n')
      .filter((line) => /deadlock|ERROR/.test(line));
    // COPY tries, and what was saved since it looked makes it fall back.
    expect(errors.filter((line) => !line.includes('duplicate key value'))).toEqual([]);
  });
});
