import { type Path } from '../problems/path';
import { LosslessNumber } from './lossless-number';

/** A JSON value with numbers as they were sent. Objects have no prototype, so `__proto__` is a member like any other. */
export type JsonValue = null | boolean | string | LosslessNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

export interface LosslessReading {
  /** Where a member name is repeated, the last one counts, as in `JSON.parse`. */
  readonly value: JsonValue;
  /** The first member whose name occurs twice in one object, if there is one. */
  readonly repeatedMember: Path | undefined;
}

/**
 * Reads JSON without losing a digit or a repeated member.
 *
 * @param text well-formed JSON, not deeper than the nesting limit of docs/contract.md section 5: it has been checked
 *   when the body was split, so this reader recurses and does not look for errors
 */
export function readLossless(text: string): LosslessReading {
  const reader = new LosslessReader(text);
  const value = reader.value();
  return { value, repeatedMember: reader.repeatedMember };
}

class LosslessReader {
  repeatedMember: Path | undefined;
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  value(): JsonValue {
    switch (this.nextToken()) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      case 't':
        this.at += 'true'.length;
        return true;
      case 'f':
        this.at += 'false'.length;
        return false;
      case 'n':
        this.at += 'null'.length;
        return null;
      case undefined:
      default:
        return this.number();
    }
  }

  private object(): JsonObject {
    const members = Object.create(null) as Record<string, JsonValue>;
    this.at++;
    while (this.nextToken() !== '}') {
      const name = this.string();
      this.nextToken();
      this.at++; // the colon
      this.path.push(name);
      if (name in members) this.repeatedMember ??= [...this.path];
      members[name] = this.value();
      this.path.pop();
      if (this.nextToken() === ',') this.at++;
    }
    this.at++;
    return members;
  }

  private array(): JsonValue[] {
    const elements: JsonValue[] = [];
    this.at++;
    while (this.nextToken() !== ']') {
      this.path.push(elements.length);
      elements.push(this.value());
      this.path.pop();
      if (this.nextToken() === ',') this.at++;
    }
    this.at++;
    return elements;
  }

  private string(): string {
    const from = this.at;
    let end = from + 1;
    let escaped = false;
    for (let unit = this.text[end]; unit !== '"' && unit !== undefined; unit = this.text[end]) {
      if (unit === '\\') escaped = true;
      end += unit === '\\' ? 2 : 1;
    }
    this.at = end + 1;
    if (!escaped) return this.text.slice(from + 1, end);
    return JSON.parse(this.text.slice(from, this.at)) as string;
  }

  private number(): LosslessNumber {
    const from = this.at;
    while (isOfNumber(this.text[this.at])) this.at++;
    if (this.at === from) throw new SyntaxError(`no JSON value at position ${from}`);
    return new LosslessNumber(this.text.slice(from, this.at));
  }

  /** Skips white space; undefined at the end of the text. */
  private nextToken(): string | undefined {
    let unit = this.text[this.at];
    while (unit === ' ' || unit === '\n' || unit === '\r' || unit === '\t') unit = this.text[++this.at];
    return unit;
  }
}

function isOfNumber(unit: string | undefined): boolean {
  return unit !== undefined && '0123456789+-.eE'.includes(unit);
}
