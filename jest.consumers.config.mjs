import { base } from './jest.config.mjs';

/** Independent apps in four languages that install the packed artefacts, one after the other. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/consumers/**/*.test.ts'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
