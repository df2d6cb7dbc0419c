import fs from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { textOf } from '../docs/pages/project-files';

/** As much of a service as the checks here look at; the schema is asked about all of it. */
export interface ComposeService {
  image?: string;
  command?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  ports?: string[];
  volumes?: string[];
  configs?: { source: string; target: string }[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas?: number; resources?: { limits?: { cpus?: string; memory?: string } } };
}
export interface Compose {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
  configs?: Record<string, { content: string }>;
  networks: { default: { ipam: { config: [{ subnet: string; gateway: string }] } } };
}

export const COMPOSE_FILE = 'docker-compose.yml';
export const compose = parse(textOf(COMPOSE_FILE), { merge: true }) as Compose;

/** The schema of the compose specification, compiled. */
export function composeSchema(): ValidateFunction {
  const file = path.join(path.dirname(require.resolve('dclint/package.json')), 'schemas/compose.schema.json');
  const schema = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  // Its formats are names of its own, such as `duration`; and it names its draft by an address that Ajv does not know it by.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  return ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
}
