import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Configuration } from './configuration';
import { DashboardConfiguration } from './dashboard-configuration';
import { MigrationConfiguration } from './migration-configuration';
import { ConfigurationRefused, readInto } from './read-configuration';
import { declaredVariables } from './variables';
import { isGiven } from './variables-from-files';

const URLS = Object.fromEntries(
  declaredVariables(MigrationConfiguration).map(({ name }) => [name, 'postgres://a@b/c']),
);

describe('a variable from a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'variables-'));
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function written(text: string): string {
    const file = path.join(folder, 'value');
    fs.writeFileSync(file, text);
    return file;
  }

  function databaseUrl(environment: Record<string, string>): string | readonly string[] {
    try {
      return readInto(MigrationConfiguration, { ...URLS, DATABASE_URL: '', ...environment }).databaseUrl;
    } catch (error) {
      if (error instanceof ConfigurationRefused) return error.sentences;
      throw error;
    }
  }

  it.each([
    ['postgres://owner@host/db', 'postgres://owner@host/db'],
    ['postgres://owner@host/db\n', 'postgres://owner@host/db'],
    ['postgres://owner@host/db\r\n', 'postgres://owner@host/db'],
    // Only what an editor adds is cut: anything more belongs to the value.
    ['postgres://owner@host/db?a=b \n\n', 'postgres://owner@host/db?a=b \n'],
  ])('has the content %j without one line break at its end', (content, value) => {
    expect(databaseUrl({ DATABASE_URL_FILE: written(content) })).toBe(value);
  });

  it('is read like one of the environment: as a number, and refused when it is wrong', () => {
    expect(() => readInto(Configuration, { API_PORT_FILE: written('eighty') })).toThrow(
      /API_PORT must be a whole number/,
    );
    expect(databaseUrl({ DATABASE_URL_FILE: written('mysql://canary@b/c') })).toEqual([
      expect.stringMatching(/^DATABASE_URL must be a URL(?!.*canary)/),
    ]);
  });

  it('is missing when the file is empty', () => {
    expect(databaseUrl({ DATABASE_URL_FILE: written('\n') })).toEqual([
      expect.stringMatching(/^DATABASE_URL is missing/),
    ]);
  });

  it('is an error when the environment has it as well', () => {
    expect(
      databaseUrl({ DATABASE_URL: 'postgres://x@y/z', DATABASE_URL_FILE: written('postgres://a@b/c') }),
    ).toEqual(['DATABASE_URL and DATABASE_URL_FILE are both set; only one of them can count']);
  });

  it('is an error when the file cannot be read, told without the path', () => {
    const sentence = 'DATABASE_URL_FILE must name a file that can be read (ENOENT)';
    expect(databaseUrl({ DATABASE_URL_FILE: path.join(folder, 'canary') })).toEqual([sentence]);
  });

  it('does not count when NAME_FILE is empty, as compose files pass an unset one on', () => {
    expect(databaseUrl({ DATABASE_URL: 'postgres://x@y/z', DATABASE_URL_FILE: '' })).toBe('postgres://x@y/z');
  });

  it('of another program is left alone', () => {
    expect(databaseUrl({ DATABASE_URL: 'postgres://x@y/z', OTHER_FILE: '/absent' })).toBe('postgres://x@y/z');
  });

  it('is never mixed up with a variable of its own: no name is another one and _FILE', () => {
    for (const shape of [Configuration, DashboardConfiguration, MigrationConfiguration]) {
      const names = declaredVariables(shape).map(({ name }) => name);
      expect(names.filter((name) => names.includes(`${name}_FILE`))).toEqual([]);
    }
  });

  it('is given, however it is', () => {
    expect(isGiven('DATABASE_URL', { DATABASE_URL_FILE: '/x' })).toBe(true);
    expect(isGiven('DATABASE_URL', { DATABASE_URL: 'x' })).toBe(true);
    expect(isGiven('DATABASE_URL', { DATABASE_URL: '', OTHER: 'x' })).toBe(false);
  });
});
