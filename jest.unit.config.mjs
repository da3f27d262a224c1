import process from 'node:process';
import all from './jest.config.mjs';
import { SLOW } from './jest.slow-files.mjs';

/** What is run while one works: everything but what jest.slow-files.mjs names. */
export default {
  ...all,
  // Where `npm run dev` looks for changes.
  roots: ['audit', 'aws', 'bin', 'chaos', 'cli', 'examples', 'lambda', 'lib', 'sandbox', 'scripts', 'test'].map(
    (room) => `<rootDir>/${room}`,
  ),
  testMatch: [...all.testMatch, ...SLOW.map((files) => `!${files}`)],
  // Counting lines takes more time than the tests: where it is done, it is done here alone.
  collectCoverage: process.env.COVERAGE !== undefined,
};
