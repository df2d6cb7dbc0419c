import { innerAlreadySaved } from './inner-saved-before';

it('the problem of a claim that was saved before points to its key and names the item that came first', () => {
  const statusCheckId = '0198c0de-0000-7000-8000-000000000000';
  const saved = { member: 'revenue_claims', at: 3, keyMember: 'unique_reference', statusCheckId, index: 4 };
  expect(innerAlreadySaved(saved)).toEqual({
    code: 'claim_already_saved',
    pointer: '/revenue_claims/3/unique_reference',
    detail: `revenue_claims[3].unique_reference was saved before (item 4 of ${statusCheckId}), so nothing of this item is saved; send it again without this claim`,
    duplicate_of: { status_check_id: statusCheckId, index: 4 },
  });
});
