import { Configuration } from './configuration';
import { DashboardConfiguration } from './dashboard-configuration';
import { describeVariables } from './describe-variables';
import { MigrationConfiguration } from './migration-configuration';
import { ConfigurationRefused, readConfiguration, readInto } from './read-configuration';

const SHAPES = [Configuration, DashboardConfiguration, MigrationConfiguration];
// A variable that several of them read is described once.
const described = [...new Map(SHAPES.flatMap(describeVariables).map((one) => [one.name, one])).values()];

describe('described variables', () => {
  it('are all that the classes have, in the order of their declaration', () => {
    expect(describeVariables(Configuration)).toHaveLength(Object.keys(new Configuration()).length);
    expect(describeVariables(Configuration)).toContainEqual({
      name: 'API_HOST',
      meaning: 'Address that the API listens on.',
      form: 'a text without white space at its ends',
      byDefault: '127.0.0.1',
    });
    expect(describeVariables(MigrationConfiguration).map(({ name }) => name)).toEqual([
      'DATABASE_URL',
      'PARTNER_PATH_DATABASE_URL',
      'RELEASE_DATABASE_URL',
      'AUTH_DATABASE_URL',
      'DASHBOARD_DATABASE_URL',
      'OPERATOR_DATABASE_URL',
    ]);
  });

  it.each(described)('$name has a meaning in whole sentences', ({ meaning }) => {
    expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('are required exactly where a process refuses to start without them', () => {
    for (const shape of SHAPES) {
      const required = describeVariables(shape).filter(({ byDefault }) => byDefault === undefined);
      expect(missingFrom(shape)).toEqual(required.map(({ name }) => name).sort());
    }
  });

  it('have defaults that may be written into the environment as they stand', () => {
    const given = Object.fromEntries(
      describeVariables(Configuration).flatMap(({ name, byDefault }) =>
        byDefault === undefined ? [] : [[name, byDefault]],
      ),
    );
    const required = {
      PARTNER_PATH_DATABASE_URL: 'postgres://a@b/c',
      RELEASE_DATABASE_URL: 'postgres://a@b/c',
      AUTH_DATABASE_URL: 'postgres://a@b/c',
      REDIS_URL: 'redis://a',
      TOKEN_SIGNING_KEY: Buffer.alloc(32).toString('base64url'),
    };
    expect(readConfiguration({ ...required, ...given })).toEqual(readConfiguration(required));
  });
});

function missingFrom(shape: new () => object): string[] {
  try {
    readInto(shape, {});
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error;
    return error.sentences.map((sentence) => sentence.split(' ')[0] ?? '').sort();
  }
  return [];
}
