const os = require('node:os');

const swc = (tsx) => ({
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    target: 'es2022',
  },
  module: { type: 'commonjs' },
});

const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc(false)], '^.+\\.tsx$': ['@swc/jest', swc(true)] },
  // jose and preact are published as ES modules only, which Jest must transform.
  transformIgnorePatterns: ['/node_modules/(?!(jose|preact)/)'],
  moduleNameMapper: { '^@app/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local'],
};

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/apps', '<rootDir>/libs'] },
    {
      ...shared,
      displayName: 'e2e',
      roots: ['<rootDir>/test'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/faults/',
        '<rootDir>/test/chaos/',
        '<rootDir>/test/fuzz/',
      ],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'faults',
      roots: ['<rootDir>/test/faults'],
      globalSetup: '<rootDir>/test/faults/table/setup.ts',
      globalTeardown: '<rootDir>/test/faults/table/teardown.ts',
    },
    {
      ...shared,
      displayName: 'fuzz',
      roots: ['<rootDir>/test/fuzz'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    // Only when asked for: it runs for as long as wanted.
    ...(process.env.CHAOS_MINUTES === undefined
      ? []
      : [{ ...shared, displayName: 'chaos', roots: ['<rootDir>/test/chaos'] }]),
  ],
  // Far above the bound within which an accepted item must be decided, whatever happens (30 s), and a start before it: what takes too long is
  // for the tests to say, not for the machine.
  testTimeout: 120_000,
  // Three also on two cores: end-to-end tests wait more than they compute.
  maxWorkers: Math.max(3, os.availableParallelism()),
};
