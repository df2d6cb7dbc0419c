import { spanContextOf, traceparentOf } from './trace-context';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a trace context as text', () => {
  it('is the same text again after it was read', () => {
    const read = spanContextOf(TRACEPARENT);
    expect(read).toMatchObject({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      traceFlags: 1,
      isRemote: true,
    });
    expect(read && traceparentOf(read)).toBe(TRACEPARENT);
  });

  it.each([
    ['nothing', undefined],
    ['something else than a text', [TRACEPARENT]],
    ['an empty text', ''],
    ['a trace of zeros', TRACEPARENT.replace(/-4\w+-/, `-${'0'.repeat(32)}-`)],
    ['a span of zeros', TRACEPARENT.replace('00f067aa0ba902b7', '0'.repeat(16))],
    ['capitals', TRACEPARENT.toUpperCase()],
    ['another version', `01${TRACEPARENT.slice(2)}`],
    ['more behind it', `${TRACEPARENT}-x`],
    ['a line behind it', `${TRACEPARENT}\n`],
    ['digits missing', TRACEPARENT.slice(0, -1)],
  ])('is not read from %s', (_, text) => {
    expect(spanContextOf(text)).toBeUndefined();
  });
});
