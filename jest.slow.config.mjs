import all from './jest.config.mjs';
import { SLOW } from './jest.slow-files.mjs';

/** The rest of what `npm test` runs. */
export default { ...all, testMatch: SLOW };
