import { declaredVariables } from './variables';

/** One line of the configuration table. */
export interface VariableDescription {
  readonly name: string;
  /** What it is for, in whole sentences. */
  readonly meaning: string;
  /** What a value must be: `a whole number from 0 to 65535`. */
  readonly form: string;
  /** As one would write it into the environment; undefined for a variable that is required. */
  readonly byDefault: string | undefined;
}

/** The variables of a configuration class, in the order of their declaration. */
export function describeVariables(shape: new () => object): readonly VariableDescription[] {
  const defaults = Object.entries(new shape());
  return declaredVariables(shape).map(({ name, property, meaning, must }) => {
    const [, byDefault] = defaults.find(([member]) => member === property) ?? [];
    return { name, meaning, form: must, byDefault: textOf(byDefault) };
  });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.join(',') : `${value as string | number}`;
}
