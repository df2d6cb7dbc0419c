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
    ['client_id', 'partner_client_id'],
    ['clientID', 'partner_client_id'],
    ['type', 'entity_type'],
    ['Entity', 'entity_type'],
  ])('by %s is %s', (unknown, meant) => {
    expect(meantNames(KNOWN)(unknown)).toEqual([meant]);
  });

  it('may be either of two that it is a part of, and none of three', () => {
    expect(meantNames(KNOWN)('start')).toEqual(['start_time', 'start_date']);
    expect(meantNames([...KNOWN, 'start_place'])('start')).toEqual([]);
  });

  it.each([
    '',
    '_',
    '🦊',
    'ip',
    'kex',
    'typ',
    'entity_yptee',
    'partner_id',
    'star',
    '__proto__',
    'x'.repeat(100),
  ])('by %s is none of them', (unknown) => {
    expect(meantNames(KNOWN)(unknown)).toEqual([]);
  });
});
