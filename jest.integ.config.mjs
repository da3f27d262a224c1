import { base } from './jest.config.mjs';

/** Real deployments against the emulator: one after the other, with time to install and to deploy. */
export default {
  ...base,
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  testMatch: ['<rootDir>/test/integ/**/*.test.ts'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
