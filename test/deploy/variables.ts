import {
  Configuration,
  DashboardConfiguration,
  describeVariables,
  MigrationConfiguration,
  type VariableDescription,
} from '@app/platform';
import { OwnerConfiguration } from '../../libs/platform/src/config/owner-configuration';

/** What each process of a deployment reads of its environment. */
export const SHAPES = {
  api: Configuration,
  worker: Configuration,
  dashboard: DashboardConfiguration,
  migrate: MigrationConfiguration,
  partners: OwnerConfiguration,
} as const;
export type ServiceName = keyof typeof SHAPES;

export function isServiceName(name: string | undefined): name is ServiceName {
  return name !== undefined && Object.hasOwn(SHAPES, name);
}

const variablesOf = (name: ServiceName): readonly VariableDescription[] => describeVariables(SHAPES[name]);

/** What Node itself and the tracer of deploy/tracing read. */
const READ_BY_OTHERS = /^(NODE_OPTIONS|OTEL_[A-Z_]+)$/;

/** Whether any process knows a variable: what all of them are told need not be read by each. */
export function isVariable(name: string): boolean {
  if (READ_BY_OTHERS.test(name)) return true;
  return Object.keys(SHAPES).some((one) =>
    variablesOf(one as ServiceName).some((variable) => variable.name === name),
  );
}

/**
 * What is wrong with the variables that a process is given: unknown ones, and required ones that are missing.
 * @param given their names, also as NAME_FILE
 */
export function faultsOfVariables(process: ServiceName, given: readonly string[]): string[] {
  const variables = variablesOf(process);
  const names = given.map((name) => name.replace(/_FILE$/, ''));
  const unknown = names.filter((name) => !variables.some((variable) => variable.name === name));
  const missing = variables.filter(({ name, byDefault }) => byDefault === undefined && !names.includes(name));
  return [
    ...unknown.map((name) => `${process} does not know ${name}`),
    ...missing.map(({ name }) => `${process} needs ${name}`),
  ];
}
