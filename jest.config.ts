import type { Config } from 'jest';

type Project = Exclude<NonNullable<Config['projects']>[number], string>;

const shared: Project = {
  testEnvironment: '<rootDir>/tests/support/jest/CoverageEnvironment.ts',
  resolver: '<rootDir>/tests/support/jest/builtThreads.js',
  transform: { '^.+\\.ts$': '@swc/jest' },
  setupFiles: ['reflect-metadata'],
  clearMocks: true,
};

const suites = (...folders: string[]): string[] =>
  folders.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`);

const real: Project = {
  ...shared,
  globalSetup: '<rootDir>/tests/support/postgres/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/postgres/globalTeardown.ts',
};

/** Suites that start processes again and again (databases, servers, commands, browsers), or walk through everything. */
const slow = [
  'integration/core/database/embeddedPostgres',
  'integration/core/database/usableBinaries',
  'integration/scripts/',
  'e2e/browser/',
  'e2e/commands/',
  'e2e/docs/apiWalk',
  'e2e/process/',
];

/** Suites that kill the server at each COMMIT of every write path. */
const crashes = [
  '<rootDir>/tests/reliability/**/crashes.test.ts',
  '<rootDir>/tests/reliability/**/*Crashes.test.ts',
];

const config: Config = {
  projects: [
    { ...shared, displayName: 'fast', testMatch: suites('unit', 'contract', 'architecture') },
    {
      ...real,
      displayName: 'real',
      testMatch: suites('integration', 'e2e'),
      testPathIgnorePatterns: slow.map((name) => `<rootDir>/tests/${name}`),
    },
    {
      ...real,
      displayName: 'reliability',
      testMatch: [...suites('reliability'), ...slow.map((name) => `<rootDir>/tests/${name}*.test.ts`)],
      testPathIgnorePatterns: ['/tests/reliability/.*rashes\\.test\\.ts$'],
    },
    { ...real, displayName: 'crashes', testMatch: crashes },
  ],
  testSequencer: '<rootDir>/tests/support/jest/ArchitectureFirst.js',
  maxWorkers: 3,
  testTimeout: 30_000,
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly', 'json-summary'],
  coverageThreshold: { global: { lines: 90, branches: 85 } },
};

export default config;
