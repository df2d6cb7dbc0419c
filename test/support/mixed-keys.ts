/** Keys whose order differs between JavaScript, a locale and bytes: case, emoji, full-width and private-use characters. */
export function mixedKeys(count: number, name = 'key'): string[] {
  const styles = [
    (n: number): string => `${name}-${n}`,
    (n: number): string => `${name.toUpperCase()}-${n}`,
    (n: number): string => `${name}${n}ß`,
    (n: number): string => `😀-${name}-${n}`,
    (n: number): string => `Ａ${name}-${n}`,
    (n: number): string => `\ue000${name}-${n}`,
    (n: number): string => `éclair-${name}-${n}`,
    (n: number): string => `${n}-${name}-𝒳`,
  ];
  return Array.from({ length: count }, (_, n) => (styles[n % styles.length] ?? String)(n));
}
