/**
 * JSON text cut into tokens by one pattern: slow and plain, and with nothing of the service in it. What is no JSON still gives
 * tokens of some kind.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+|"/gs;

/** The tokens in order, without the white space between them. */
export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** How deep arrays and objects are nested; 1 for `[]`. */
export function depthOf(tokens: readonly string[]): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}

/** The elements of an array that is well-formed JSON, each as its text without white space between tokens. */
export function elementsOf(text: string): string[] {
  const elements: string[] = [];
  let depth = 0;
  let element: string[] = [];
  for (const token of tokensOf(text)) {
    if (token === ']' || token === '}') depth--;
    const isBetween = (depth === 1 && token === ',') || (depth === 0 && token === ']');
    if (isBetween) {
      if (element.length > 0) elements.push(element.join(''));
      element = [];
    } else if (depth > 0) element.push(token);
    if (token === '[' || token === '{') depth++;
  }
  return elements;
}

/** Whether a member name occurs twice in one of the objects of a well-formed JSON text. */
export function hasRepeatedMember(text: string): boolean {
  const tokens = tokensOf(text);
  const open: Set<string>[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (tokens[at + 1] === ':') {
      const names = open.at(-1);
      const name = JSON.parse(token) as string;
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
