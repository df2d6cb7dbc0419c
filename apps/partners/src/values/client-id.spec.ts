import { clientIdOf, readClientId } from './client-id';

const refusal = expect.objectContaining({ code: 'invalid_client_id', exitCode: 2 }) as Error;

describe('a client id', () => {
  it.each([
    ['Acme Pay', 'acme-pay'],
    ['Crédit & Fils', 'credit-fils'],
    ['  --ÅNGSTRÖM (UK) Ltd.--', 'angstrom-uk-ltd'],
    ['支付 Pay 24', 'pay-24'],
    ['x'.repeat(300), 'x'.repeat(100)],
    [`${'x'.repeat(99)} y`, 'x'.repeat(99)],
  ])('is made of the name %j as %s', (name, clientId) => {
    expect(clientIdOf(name)).toBe(clientId);
    expect(readClientId(clientId)).toBe(clientId);
  });

  it('cannot be made of a name without a letter or digit that it may have', () => {
    expect(() => clientIdOf('支付 & 支付')).toThrow(refusal);
  });

  it.each(['a', '7', 'acme.pay_2-x', 'x'.repeat(100)])('may be %s', (clientId) => {
    expect(readClientId(clientId)).toBe(clientId);
  });

  it.each(['', '-a', '.a', 'Acme', 'a b', 'a:b', 'é', 'a\n', 'x'.repeat(101)])(
    'may not be %j',
    (clientId) => {
      expect(() => readClientId(clientId)).toThrow(refusal);
    },
  );
});
