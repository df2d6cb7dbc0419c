import { alreadySaved } from './saved-before';

const before = {
  keyMember: 'partner_client_id',
  statusCheckId: '0198c0de-0000-7000-8000-000000000000',
  index: 4,
};

describe('the problem of a key that was saved before', () => {
  it('tells the same content from different content', () => {
    expect(alreadySaved({ ...before, same: true }).detail).toContain('with the same content');
    expect(alreadySaved({ ...before, same: false }).detail).toContain('with different content');
  });

  it('points to the key and names the batch and the item that came first', () => {
    expect(alreadySaved({ ...before, same: true })).toMatchObject({
      code: 'already_saved',
      pointer: '/partner_client_id',
      duplicate_of: { status_check_id: before.statusCheckId, index: 4 },
    });
  });
});
