import { requireIdempotencyKey } from './idempotency-key';

describe('an Idempotency-Key', () => {
  it.each(['k', '!"#$%&()~', 'x'.repeat(255)])('may be "%s"', (key) => {
    expect(() => {
      requireIdempotencyKey(key);
    }).not.toThrow();
  });

  it.each(['', 'a b', 'a, b', ' a', 'a\n', '\u007f', 'é', 'x'.repeat(256)])('may not be "%s"', (key) => {
    expect(() => {
      requireIdempotencyKey(key);
    }).toThrow(expect.objectContaining({ code: 'invalid_idempotency_key' }) as Error);
  });
});
