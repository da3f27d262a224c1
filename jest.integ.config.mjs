import { base } from './jest.config.mjs';

/**
 * Real deployments, each file against an emulator of its own, with time to deploy. They wait more than they work.
 */
export default {
  ...base,
  globalSetup: '<rootDir>/test/integ/kit/global-setup.mjs',
  testMatch: ['<rootDir>/test/integ/**/*.test.ts'],
  testSequencer: '<rootDir>/test/integ/kit/longest-first.mjs',
  testTimeout: 900_000,
};
