import { bodyOf, claim, claimOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';

type Decide = (items: readonly unknown[]) => Promise<StatusDocument>;

let service: Service;
let partner: Partner;
beforeAll(async () => {
  service = await startService();
  [partner] = service.partners;
  await partner.decideClients(clients('known', 1));
});
afterAll(() => service.stop());

const decideClaims: Decide = (items) => partner.decideClaims(bodyOf(items));
const decideAtOnce: Decide = (items) => partner.decideAtOnce(bodyOf(items));

describe('a claim that was saved with its client', () => {
  it.each([
    ['few', 0],
    ['many', 600],
  ])('among %s others is a Duplicate of its client’s item when it comes on its own', async (size, more) => {
    const others = Array.from({ length: more }, (_, n) => clientWith(`${size} ${n}`, [`${size} ${n}`]));
    const named = claim(`${size} named`, { partner_client_id: size });
    const atOnce = await decideAtOnce([...others, clientWith(size, [`${size} first`, named])]);
    const later = [
      claimOf(size, `${size} first`),
      claimOf(size, `${size} named`, { total_amount: '1234.50' }),
      claimOf('known-0', `${size} named`),
      claimOf('unknown', `${size} first`),
    ];
    for (const [n, one] of later.entries()) {
      const [problem] = (await decideClaims([one])).result[0]?.status.problems ?? [];
      expect(problem?.duplicate_of).toEqual({ status_check_id: atOnce.id, index: more });
      expect(problem?.detail).toContain(n < 2 ? 'same content' : 'different content');
    }
  });

  it('makes another client’s item Failed, which tells where it was saved', async () => {
    const [sent, lone] = await Promise.all([
      decideAtOnce([{}, clientWith('whose', ['whose 1'])]),
      decideClaims([{}, {}, claimOf('known-0', 'lone')]),
    ]);
    const document = await decideAtOnce([clientWith('next', ['next', 'whose 1', 'lone'])]);
    expect(document.result[0]?.status.problems).toMatchObject([
      { pointer: '/revenue_claims/1/unique_reference', duplicate_of: { status_check_id: sent.id, index: 1 } },
      { pointer: '/revenue_claims/2/unique_reference', duplicate_of: { status_check_id: lone.id, index: 2 } },
    ]);
    expect(
      await rowsOf(service.databaseUrl, `SELECT 1 FROM partner_clients WHERE partner_client_id = 'next'`),
    ).toEqual([]);
  });
});

describe('a client with claims that is saved already', () => {
  it('is compared without its claims, whichever route it was saved by', async () => {
    const { id } = await partner.decideClients(clients('plain', 1));
    const first = await decideAtOnce([clientWith('whole', ['whole 1'])]);
    const again = await decideAtOnce([
      clientWith('whole', ['whole 2']),
      clientWith('plain-0', ['plain 1']),
      clientWith('known-0', ['known 1'], { entity_type: 'LLP' }),
    ]);
    expect(outcomes(again)).toEqual(Array(3).fill('Duplicate of saved'));
    const savedBy = again.result.map(({ status }) => status.problems[0]?.duplicate_of?.status_check_id);
    expect(savedBy.slice(0, 2)).toEqual([first.id, id]);
    const details = again.result.map(
      ({ status }) => /same|different/.exec(status.validation_errors[0] ?? '')?.[0],
    );
    expect(details).toEqual(['same', 'same', 'different']);
    const plain = await partner.decideClients(
      clients('whole', 1).map((one) => ({ ...one, partner_client_id: 'whole' })),
    );
    expect(plain.result[0]?.status.problems[0]).toMatchObject({
      detail: expect.stringContaining('same content') as unknown,
      duplicate_of: { status_check_id: first.id, index: 0 },
    });
  });
});
