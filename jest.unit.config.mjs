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
  // The threshold is of everything.
  coverageThreshold: undefined,
};
