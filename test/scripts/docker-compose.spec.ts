import fs from 'node:fs';
import path from 'node:path';
import { postgresSettings } from '../../scripts/embedded/postgres-settings.mjs';
import { redisSettings } from '../../scripts/embedded/redis.mjs';

const compose = fs.readFileSync(path.resolve(__dirname, '../../docker-compose.yml'), 'utf8');

describe('docker-compose.yml', () => {
  it('gives PostgreSQL the settings of the embedded one', () => {
    const settings = [...compose.matchAll(/^ +- '?-c(\w+)=(.*?)'?$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(Object.fromEntries(settings)).toEqual(postgresSettings);
  });

  it('gives Redis the settings of the embedded one', () => {
    const words = /\[redis-server, (.*)\]/.exec(compose)?.[1]?.split(', ') ?? [];
    const settings = Object.entries(redisSettings).flatMap(([name, value]) => [`--${name}`, value]);
    expect(words.map((word) => word.replaceAll("'", ''))).toEqual(settings);
  });
});
