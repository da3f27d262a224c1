import process from 'node:process';

// swc strips the types (seconds, where ts-jest takes a quarter of a minute); `npm run lint` checks them.
const typescript = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  // swc counts lines too, where jest would have babel read each file once more.
  experimental: { customCoverageInstrumentation: { enabled: true, coverageVariable: '__coverage__' } },
};

// Packages of ES modules alone, which jest cannot load as they are on every Node.js that is supported.
const MODULES = 'parse5|entities';

/** What every jest run here shares. */
export const base = {
  testEnvironment: 'node',
  // Jest would leave one core free, and on two run one test after the other.
  maxWorkers: '100%',
  // Tests are not timed: a machine with other work to do may take its time.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', typescript],
    [`/node_modules/(${MODULES})/.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${MODULES})/)`],
  // Relative imports end in `.js`, as node16 resolution asks; the sources end in `.ts`. `.js` first, for packages.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  // Built output and assemblies hold copies of package.json, which confuse jest's haste map.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.integ/'],
  ...(process.env.CI === undefined ? {} : { reporters: ['default', '<rootDir>/test/kit/results-file.mjs'] }),
};

/** Everything, of which `jest.unit.config.mjs` takes what is quick and `jest.slow.config.mjs` the rest. */
export default {
  ...base,
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `npm run integ` and the scripts of test/consumers run those: they install emulators and other languages.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/integ/', '<rootDir>/test/consumers/'],
  // The preview's page runs in a browser, where jest counts no lines.
  collectCoverageFrom: ['{audit,aws,cli,lambda,lib,sandbox}/**/*.ts', '!cli/preview/page/**'],
  coverageReporters: ['text-summary', 'lcovonly'],
  coverageThreshold: { global: { lines: 85 } },
};
