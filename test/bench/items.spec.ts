import { batchOf, claimBatches, clientBatches, clientWithClaimBatches } from '../../bench/items/batches.mjs';
import { largeBody } from '../../bench/items/large-body.mjs';

interface Keyed {
  partner_client_id: string;
  unique_reference?: string;
}

describe('the items that the bench sends', () => {
  it('are of the usual size', () => {
    const [batch] = clientBatches(1, 100);
    const bytes = (batch?.body.length ?? 0) / 100;
    expect(bytes).toBeGreaterThan(200);
    expect(bytes).toBeLessThan(280);
  });

  it('have keys that no other item of the run has', () => {
    const clients = [...clientBatches(2, 50), ...clientWithClaimBatches(2, 50)];
    const keys = clients.flatMap(({ items }) => (items as Keyed[]).map((item) => item.partner_client_id));
    expect(new Set(keys).size).toBe(200);
  });

  it('belong to the clients given, where they are claims', () => {
    const [batch] = claimBatches(1, 10, ['x', 'y']);
    const claims = batch?.items as Keyed[];
    expect(new Set(claims.map((claim) => claim.partner_client_id))).toEqual(new Set(['x', 'y']));
    expect(new Set(claims.map((claim) => claim.unique_reference)).size).toBe(10);
  });

  it('stand in the body as JSON', () => {
    const items = [{ partner_client_id: 'x' }];
    expect(JSON.parse(batchOf(items).body.toString())).toEqual(items);
  });

  it('fill a body of exactly the size asked for', () => {
    const bytes = 40 * 1024 ** 2;
    const body = largeBody(bytes);
    expect(body).toHaveLength(bytes);
    expect(JSON.parse(body.toString())).toHaveLength(100_000);
  });
});
