import { authorizationOf } from './authorization-header';

describe('authorizationOf', () => {
  it('is the header as it was sent, or nothing', () => {
    const rawHeaders = ['Host', 'x', 'AUTHORIZATION', 'Bearer a'];
    expect(authorizationOf({ headers: { authorization: 'Bearer a' }, rawHeaders })).toBe('Bearer a');
    expect(authorizationOf({ headers: {}, rawHeaders: ['Host', 'Authorization'] })).toBeUndefined();
  });

  it('is all of several, so that none of them is taken for the only one', () => {
    const rawHeaders = ['Authorization', 'Bearer a', 'authorization', 'Bearer b'];
    expect(authorizationOf({ headers: { authorization: 'Bearer a' }, rawHeaders })).toBe(
      'Bearer a, Bearer b',
    );
  });
});
