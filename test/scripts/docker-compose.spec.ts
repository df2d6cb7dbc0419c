import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { postgresSettings } from '../../scripts/embedded/postgres-settings.mjs';
import { redisSettings } from '../../scripts/embedded/redis.mjs';

const { services } = parse(fs.readFileSync(path.resolve(__dirname, '../../docker-compose.yml'), 'utf8')) as {
  services: Record<'postgres' | 'redis', { command: string[] }>;
};

describe('docker-compose.yml', () => {
  it('gives PostgreSQL the settings of the embedded one', () => {
    const [program, ...options] = services.postgres.command;
    expect(program).toBe('postgres');
    const settings = options.map((option) => /^-c(\w+)=(.*)$/.exec(option)?.slice(1) ?? [option]);
    expect(Object.fromEntries(settings)).toEqual(postgresSettings);
  });

  it('gives Redis the settings of the embedded one', () => {
    const settings = Object.entries(redisSettings).flatMap(([name, value]) => [`--${name}`, value]);
    expect(services.redis.command).toEqual(settings);
  });
});
