import { meantNames } from './meant-names';

const KNOWN = ['partner_client_id', 'entity_type', 'start_time', 'start_date', 'key', 'id'];

describe('the name that was meant', () => {
  it.each([
    ['entityType', 'entity_type'],
    ['ENTITY-TYPE', 'entity_type'],
    ['entity_tpye', 'entity_type'],
    ['entity_typ', 'entity_type'],
    ['entity_types', 'entity_type'],
    ['entity_tyqe', 'entity_type'],
    ['partnerClientID', 'partner_client_id'],
    ['startDate', 'start_date'],
    ['keys', 'key'],
    ['Id', 'id'],
  ])('by %s is %s', (unknown, meant) => {
    expect(meantNames(KNOWN)(unknown)).toBe(meant);
  });

  it.each(['', '🦊', 'ip', 'kex', 'type', 'entity', 'entity_yptee', 'start', '__proto__', 'x'.repeat(100)])(
    'by %s is none of them',
    (unknown) => {
      expect(meantNames(KNOWN)(unknown)).toBeUndefined();
    },
  );
});
