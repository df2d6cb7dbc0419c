/** What every answer carries, whoever asked for what (apps/api/src/http/security-headers.ts). */
const REQUIRED: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-frame-options': /^DENY$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'referrer-policy': /^no-referrer$/,
  'cache-control': /^(no-store|public, max-age=\d+(, immutable)?)$/,
};

/** What no answer may have: who made the server, and leave for other origins to read it. */
const FORBIDDEN = /^(server|x-powered-by|via|access-control-.*|x-aspnet.*|timing-allow-origin|set-cookie)$/;

/** Expects the header fields of an answer to give nothing away and to allow nothing. */
export function expectClosedSurface(fields: Iterable<readonly [string, string]>): void {
  const byName = new Map([...fields].map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, form] of Object.entries(REQUIRED)) {
    expect(`${name}: ${byName.get(name) ?? 'none'}`).toMatch(
      new RegExp(`^${name}: ${form.source.replace(/^\^/, '')}`),
    );
  }
  expect([...byName.keys()].filter((name) => FORBIDDEN.test(name))).toEqual([]);
}
