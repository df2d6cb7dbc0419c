import { unknownClient } from './unknown-client';

it('the problem of a claim without its client points to the member and names the client', () => {
  expect(unknownClient('M_"1')).toEqual({
    code: 'unknown_client',
    pointer: '/partner_client_id',
    detail:
      'partner_client_id "M_\\"1" is not a saved client of this partner; send the client first, then this claim again',
  });
});
