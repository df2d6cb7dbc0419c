/** Keys that are usable, however odd. All of them differ as strings of code points, however alike they look. */
export const USABLE_KEYS: readonly string[] = [
  ...['M_12432_4345', '1', '0', '-', 'a', 'A', '\uff41', 'a b', 'a  b', 'a:b', '{x}', '[]', '"', '\\', '/'],
  ...['<b>', "'; DROP TABLE partner_clients; --", '../../x', '%', '_', 'null', 'true', '__proto__'],
  ...['constructor', 'toString', '\\N', '\\.', '\\u0061', '&amp;', '🦊', '👨‍👩‍👧', '\u00e9', 'e\u0301'],
  ...['ß', 'ss', 'SS', 'İ', 'i', 'ı', 'שלום', '\u202eabc', 'a\u200b', '\u200ba', 'a\u2060', 'a\ufeffb'],
  ...['a\u00a0b', 'a\u3000b', '\u03a9', '\u2126', '\uffff', 'x'.repeat(100), '🦊'.repeat(100)],
  ...['\u{10ffff}', '\ue000', '=1+1', '${x}', '$(x)', '%00', '%s', '-1', '1e400'],
];
