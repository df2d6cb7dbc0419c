import fs from 'node:fs';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(PROJECT, file), 'utf8');
const dependenciesOf = (file: string) =>
  (JSON.parse(read(file)) as { dependencies: Record<string, string> }).dependencies;

describe('the packages of deploy/tracing', () => {
  it('meet the service in the same version of the API, without which its spans would go nowhere', () => {
    const name = '@opentelemetry/api';
    const version = dependenciesOf('package.json')[name];
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(dependenciesOf('deploy/tracing/package.json')[name]).toBe(version);
  });

  it('are none that the service installs, beside that', () => {
    const service = Object.keys(dependenciesOf('package.json'));
    expect(service.filter((name) => name.startsWith('@opentelemetry/'))).toEqual(['@opentelemetry/api']);
  });

  it('are locked, without the address that they came from', () => {
    expect(read('deploy/tracing/package-lock.json')).not.toContain('"resolved"');
  });
});
