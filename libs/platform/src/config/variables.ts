import { Expose, Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';

/**
 * Property decorators that read one environment variable each: its name, its meaning for operators (whole sentences, for
 * the configuration table), its reading and its rule stand together, and the sentence about a wrong value names the
 * variable and never repeats the value, which may be a secret.
 */

/** What a class declares about one variable. */
export interface DeclaredVariable {
  readonly name: string;
  readonly property: string;
  readonly meaning: string;
  /** As in `VariableRule`. */
  readonly must: string;
}

const declared = new Map<object, DeclaredVariable[]>();

/** The variables that the members of a class name, in the order of their declaration, inherited ones first. */
export function declaredVariables(shape: new () => object): readonly DeclaredVariable[] {
  return variablesOf(shape.prototype as object);
}

function variablesOf(prototype: object | null): readonly DeclaredVariable[] {
  if (prototype === null) return [];
  return [
    ...variablesOf(Object.getPrototypeOf(prototype) as object | null),
    ...(declared.get(prototype) ?? []),
  ];
}

export interface VariableRule {
  /** What the variable must be, to follow "VARIABLE must be …". */
  readonly must: string;
  /** Text to value; undefined means that the text cannot be read. Without it the text is the value. */
  readonly read?: (text: string) => unknown;
  readonly holds: (value: unknown, whole: object) => boolean;
  /** What a value that holds has to be besides and is not, to follow "VARIABLE must …"; undefined when there is nothing. */
  readonly mustAlso?: (value: unknown) => string | undefined;
}

/** The decorator for a variable of any kind; those below are made of it. */
export function variable(name: string, meaning: string, rule: VariableRule): PropertyDecorator {
  const decorators = [
    Expose({ name }),
    Transform(({ value }: { value: unknown }) => {
      const text = String(value);
      // An unreadable text stays as it is: undefined would say that the variable is missing.
      return rule.read === undefined ? text : (rule.read(text) ?? text);
    }),
    ValidateBy({
      name: 'environmentVariable',
      validator: {
        validate: (value: unknown, args?: ValidationArguments) =>
          rule.holds(value, args?.object ?? {}) && rule.mustAlso?.(value) === undefined,
        defaultMessage: (args?: ValidationArguments) => {
          const value: unknown = args?.value;
          if (value === undefined) return `${name} is missing; it must be ${rule.must}`;
          const also = rule.holds(value, args?.object ?? {}) ? rule.mustAlso?.(value) : undefined;
          return `${name} must ${also ?? `be ${rule.must}`}`;
        },
      },
    }),
  ];
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
    const variables = declared.get(target) ?? [];
    declared.set(target, [...variables, { name, property: String(property), meaning, must: rule.must }]);
  };
}

export const isText = (value: unknown): value is string => typeof value === 'string';

/** The text as a URL, or null when it is none. */
export function parsedUrl(value: unknown): URL | null {
  return isText(value) && URL.canParse(value) ? new URL(value) : null;
}

/** A text without white space at its ends. */
export function Text(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a text without white space at its ends',
    holds: (value) => isText(value) && value !== '' && value.trim() === value,
  });
}

/** A text that matches a pattern; `must` words the pattern for people. */
export function Pattern(name: string, meaning: string, pattern: RegExp, must: string): PropertyDecorator {
  return variable(name, meaning, { must, holds: (value) => isText(value) && pattern.test(value) });
}

/** One of a list of words. */
export function OneOf(name: string, meaning: string, words: readonly string[]): PropertyDecorator {
  return variable(name, meaning, {
    must: `one of ${words.join(', ')}`,
    holds: (value) => isText(value) && words.includes(value),
  });
}

export interface WholeNumberRange {
  readonly from: number;
  readonly to: number;
  /** Name of another property that the value must not fall below, and the variable that this property comes from. */
  readonly atLeast?: { readonly property: string; readonly variable: string };
}

/** A whole number in decimal digits, within a range (both ends included). */
export function WholeNumber(
  name: string,
  meaning: string,
  { from, to, atLeast }: WholeNumberRange,
): PropertyDecorator {
  const floor = atLeast === undefined ? '' : `, and not below ${atLeast.variable}`;
  return variable(name, meaning, {
    must: `a whole number from ${from} to ${to}${floor}`,
    read: (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : undefined),
    holds: (value, whole) => {
      if (typeof value !== 'number' || value < from || value > to) return false;
      const other: unknown = atLeast === undefined ? undefined : Reflect.get(whole, atLeast.property);
      return typeof other !== 'number' || value >= other;
    },
  });
}

/** Different names separated by commas; white space around a name does not count. */
export function Names(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a list of different names separated by commas',
    read: (text) => text.split(',').map((part) => part.trim()),
    holds: (value) =>
      Array.isArray(value) &&
      value.every((part) => isText(part) && part !== '') &&
      new Set(value).size === value.length,
  });
}

const keyBytes = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9_-]+$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64url')) : undefined;

const isKey = (value: unknown, atLeastBytes: number): boolean =>
  value instanceof Uint8Array && value.byteLength >= atLeastBytes;

/** Key bytes in base64url without padding, at least so many of them. */
export function KeyBytes(name: string, meaning: string, atLeastBytes: number): PropertyDecorator {
  return variable(name, meaning, {
    must: `base64url of at least ${atLeastBytes} bytes`,
    read: keyBytes,
    holds: (value) => isKey(value, atLeastBytes),
  });
}

/** Several of them, separated by commas; white space around each does not count. */
export function KeyBytesList(name: string, meaning: string, atLeastBytes: number): PropertyDecorator {
  return variable(name, meaning, {
    must: `base64url of at least ${atLeastBytes} bytes, once or several times with commas between`,
    read: (text) => text.split(',').map((part) => keyBytes(part.trim())),
    holds: (value) => Array.isArray(value) && value.every((part) => isKey(part, atLeastBytes)),
  });
}
