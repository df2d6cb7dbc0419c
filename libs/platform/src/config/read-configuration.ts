import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Configuration } from './configuration';
import { declaredVariables } from './variables';
import { type Environment, variablesFromFiles } from './variables-from-files';

/** The environment is not usable: one sentence for each wrong variable, none of which repeats a value. */
export class ConfigurationRefused extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

/** Reads and checks the whole configuration of a process; see `readInto`. */
export function readConfiguration(environment: Environment): Configuration {
  return readInto(Configuration, environment);
}

/**
 * Reads the variables that the members of `shape` name, from the environment or from files that it names, and checks them.
 * @param environment names and texts, in practice `process.env`; variables that are not ours are left alone
 * @throws ConfigurationRefused when anything is missing or wrong
 */
export function readInto<T extends object>(shape: new () => T, environment: Environment): T {
  const names = declaredVariables(shape).map(({ name }) => name);
  const given = variablesFromFiles(names, environment);
  if (given.sentences.length > 0) throw new ConfigurationRefused(given.sentences);
  const present = Object.fromEntries(Object.entries(given.texts).filter(([, text]) => text !== ''));
  const configuration = plainToInstance(shape, present, {
    excludeExtraneousValues: true,
    exposeDefaultValues: true,
  });
  const sentences = validateSync(configuration).flatMap((error) => Object.values(error.constraints ?? {}));
  if (sentences.length > 0) throw new ConfigurationRefused(sentences);
  return configuration;
}
