import { isJsonObject, type UntrustedObject } from '../validation/json-object';
import {
  dateRules,
  isNumber,
  isRealDay,
  isString,
  keyRules,
  memberRule,
  type Places,
  type PlainRules,
  present,
  textRules,
} from './plain-rules';

/** What the plain rules for claims take for granted. */
export const CLAIMS_CONTEXT = {
  entityTypes: ['LLC'],
  currency: 'GBP',
  now: new Date('2025-06-15T12:00:00Z'),
};
const CURRENCY_CODES = ['GBP', 'EUR', 'JPY', 'XCG'];
const FOURTEEN_HOURS_MS = 14 * 3_600_000;
const DAY_MS = 86_400_000;

/** The rules of a revenue claim in docs/contract.md section 4, a second time; for claims at any places of an object. */
export function claimRules(claimsOf: (object: UntrustedObject) => readonly UntrustedObject[]): PlainRules {
  const at =
    (member: string): Places =>
    (object) =>
      claimsOf(object).map((claim) => claim[member]);
  const within =
    (member: string, inner: string): Places =>
    (object) =>
      at(member)(object)
        .filter(isJsonObject)
        .map((value) => value[inner]);
  const each = (test: (claim: UntrustedObject) => boolean | undefined) => (object: UntrustedObject) =>
    claimsOf(object)
      .map(test)
      .filter((holds) => holds !== undefined);
  const required = (member: string): PlainRules => ({
    [`${member} required`]: (object) => at(member)(object).map((value) => value !== undefined),
  });
  const texts = (of: Places, test: (text: string) => boolean) => (object: UntrustedObject) =>
    of(object).filter(isString).map(test);

  return {
    ...keyRules('unique_reference', at('unique_reference')),

    ...required('currency'),
    'currency string': (object) => present(at('currency')(object)).map(isString),
    'currency code': texts(at('currency'), (text) => CURRENCY_CODES.includes(text)),
    'currency of the partner': texts(at('currency'), (text) => text === CLAIMS_CONTEXT.currency),

    ...required('time_period'),
    'time_period object': (object) => present(at('time_period')(object)).map(isJsonObject),
    ...memberRule('time_period', at('time_period'), ['start_time', 'start_date', 'end_time', 'end_date']),
    ...endRules(at('time_period'), 'start'),
    ...endRules(at('time_period'), 'end'),
    'start first millisecond': texts(ends(at('time_period'), 'start'), (text) => BEGINS_A_DAY.test(text)),
    'start begun': texts(
      ends(at('time_period'), 'start'),
      (text) => !(localMs(text) - FOURTEEN_HOURS_MS > CLAIMS_CONTEXT.now.getTime()),
    ),
    'end last millisecond': texts(ends(at('time_period'), 'end'), (text) =>
      /T23:59:59[.:]999(?!\d)/.test(text),
    ),
    'period calendar month or day': each(({ time_period: period }) => isMonthOrDay(period)),

    ...required('total_amount'),
    'total_amount number or string': (object) =>
      present(at('total_amount')(object)).map((value) => isNumber(value) || isString(value)),
    'total_amount plain': texts(at('total_amount'), (text) => /^-?[0-9]+(\.[0-9]+)?$/.test(text)),
    'total_amount length': texts(at('total_amount'), (text) => text.length <= 1_000),
    'total_amount decimals': each(({ total_amount: amount }) => fraction(amount, 4)?.whole),
    'total_amount range': each(({ total_amount: amount }) => within10To(19n, fraction(amount, 4)?.value)),

    ...required('transaction_count'),
    'transaction_count number': (object) => present(at('transaction_count')(object)).map(isNumber),
    'transaction_count whole': each(({ transaction_count: count }) =>
      isNumber(count) ? fraction(count, 0)?.whole : undefined,
    ),
    'transaction_count range': each(({ transaction_count: count }) => {
      const value = isNumber(count) ? fraction(count, 0)?.value : undefined;
      return value === undefined ? undefined : value <= 2n ** 53n && value >= -(2n ** 53n);
    }),
    'same sign': each(({ total_amount: amount, transaction_count: count }) => {
      const [a, b] = [fraction(amount, 4), isNumber(count) ? fraction(count, 0) : undefined];
      return a?.whole && b?.whole ? sign(a.value) === sign(b.value) : undefined;
    }),

    'is_splittable boolean': (object) =>
      present(at('is_splittable')(object)).map((value) => typeof value === 'boolean'),
    'payment_channel object': (object) => present(at('payment_channel')(object)).map(isJsonObject),
    ...memberRule('payment_channel', at('payment_channel'), ['id', 'start_date']),
    'payment_channel.id required': (object) =>
      within('payment_channel', 'id')(object).map((value) => value !== undefined),
    ...textRules('payment_channel.id', within('payment_channel', 'id')),
    ...dateRules('payment_channel.start_date', within('payment_channel', 'start_date')),
  };
}

const PERIOD_FORM =
  /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9}|:\d{3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;

const BEGINS_A_DAY = /T00:00:00([.:]0+)?(Z|[+-]|$)/;
const ENDS_A_DAY = /T23:59:59[.:]999(Z|[+-]|$)/;

/** Whatever is given for an end of the periods, in both spellings. */
function ends(periods: Places, end: 'start' | 'end'): Places {
  return (object) =>
    periods(object)
      .filter(isJsonObject)
      .flatMap((period) => present([period[`${end}_time`], period[`${end}_date`]]));
}

function endRules(periods: Places, end: 'start' | 'end'): PlainRules {
  const given = (object: UntrustedObject) =>
    periods(object)
      .filter(isJsonObject)
      .map((period) => present([period[`${end}_time`], period[`${end}_date`]]).length);
  return {
    [`${end} given`]: (object) => given(object).map((times) => times > 0),
    [`${end} given once`]: (object) => given(object).map((times) => times < 2),
    [`${end} string`]: (object) => ends(periods, end)(object).map(isString),
    [`${end} form`]: (object) =>
      ends(
        periods,
        end,
      )(object)
        .filter(isString)
        .map((text) => PERIOD_FORM.test(text)),
    [`${end} real day`]: (object) => ends(periods, end)(object).filter(isString).map(isRealDay),
  };
}

/** Local fields in milliseconds as if they were UTC; NaN for what is no date-time. */
function localMs(text: string): number {
  if (!PERIOD_FORM.test(text) || !isRealDay(text)) return NaN;
  const [, clock = '', digits = ''] = /^(.{19})(?:[.:](\d+))?/.exec(text) ?? [];
  return Date.parse(`${clock}Z`) + Number(`0.${digits || '0'}`) * 1_000;
}

function isMonthOrDay(period: unknown): boolean | undefined {
  if (!isJsonObject(period)) return undefined;
  const [start, end] = (['start', 'end'] as const).map((name) =>
    present([period[`${name}_time`], period[`${name}_date`]]),
  );
  if (start?.length !== 1 || end?.length !== 1) return undefined;
  if (!isString(start[0]) || !isString(end[0])) return undefined;
  if (!BEGINS_A_DAY.test(start[0]) || !ENDS_A_DAY.test(end[0])) return undefined;
  const [first, last] = [localMs(start[0]), localMs(end[0])];
  if (Number.isNaN(first + last)) return undefined;
  const from = new Date(first);
  const nextMonth = new Date(first).setUTCMonth(from.getUTCMonth() + 1);
  return last === first + DAY_MS - 1 || (from.getUTCDate() === 1 && last === nextMonth - 1);
}

/** A number times 10^scale, cut off at the point, and whether that was whole; undefined for what is no number. */
function fraction(value: unknown, scale: number): { value: bigint; whole: boolean } | undefined {
  const text = isNumber(value) ? value.text : value;
  const parts = isString(text) ? /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(text) : null;
  if (parts === null || (isString(value) && (parts[4] !== undefined || value.length > 1_000)))
    return undefined;
  const [, minus = '', before = '', after = '', exponent = '0'] = parts;
  const mantissa = BigInt(minus + before + after);
  const power = scale + Number(exponent) - after.length;
  const divisor = 10n ** BigInt(Math.max(0, -power));
  return {
    value: (mantissa * 10n ** BigInt(Math.max(0, power))) / divisor,
    whole: mantissa % divisor === 0n,
  };
}

function within10To(power: bigint, value: bigint | undefined): boolean | undefined {
  return value === undefined ? undefined : value < 10n ** power && value > -(10n ** power);
}

function sign(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}
