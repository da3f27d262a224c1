import { basename } from 'node:path';
import { default as Sequencer } from '@jest/test-sequencer';

// Minutes each: whichever is begun last, all others wait for it. On a new machine jest knows of no earlier times.
const LONGEST = ['examples', 'custom-resource', 'plain-cloudformation', 'templates'].map((name) => `${name}.test.ts`);

/** Begins with what takes longest. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.indexOf(basename(path));
      return place < 0 ? LONGEST.length : place;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }
}
