import { type RegisteredPartner } from '@app/persistence';
import { ageInWords } from './age';
import { changesBetween, changeInWords } from './changes';
import { partnerTable } from './partner-table';

const NOW = new Date('2026-02-01T12:00:00Z');
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const ACME: RegisteredPartner = {
  partnerId: '1',
  clientId: 'acme',
  name: 'Acme Pay',
  currency: 'GBP',
  status: 'active',
  itemQuota: null,
  requestsPerMinute: null,
  itemsPerMinute: null,
  liveSince: [secondsAgo(40 * 86_400), secondsAgo(90)],
};

describe('an age in words', () => {
  it.each([
    [-5, '0 s'],
    [119.9, '119 s'],
    [120, '2 min'],
    [7_199, '119 min'],
    [7_200, '2 h'],
    [172_799, '47 h'],
    [172_800, '2 days'],
    [40 * 86_400, '40 days'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(ageInWords(secondsAgo(seconds), NOW)).toBe(words);
  });
});

describe('the table of partners', () => {
  it('has columns as wide as their widest text', () => {
    const other = {
      ...ACME,
      clientId: 'a-longer-one',
      status: 'suspended',
      itemQuota: 5000,
      liveSince: [],
    } as const;
    expect(partnerTable([ACME, other], NOW).split('\n')).toEqual([
      'client id     name      currency  status     quota    requests/min  items/min  live secrets',
      'acme          Acme Pay  GBP       active     default  default       default    40 days old, 90 s old',
      'a-longer-one  Acme Pay  GBP       suspended  5,000    default       default    none',
    ]);
  });
});

describe('changes of a partner', () => {
  it('are those that make a difference, from what to what', () => {
    const changes = changesBetween(ACME, { name: 'Acme Pay', currency: 'EUR', itemQuota: 5000 });
    expect(changes).toEqual([
      { member: 'currency', from: 'GBP', to: 'EUR' },
      { member: 'item_quota', from: null, to: 5000 },
    ]);
    expect(changes.map(changeInWords)).toEqual([
      '  currency      GBP → EUR',
      '  quota         default → 5,000',
    ]);
  });

  it('are told of a quota that is taken away', () => {
    const [change] = changesBetween({ ...ACME, itemQuota: 7 }, { itemQuota: null });
    expect(change).toEqual({ member: 'item_quota', from: 7, to: null });
  });
});
