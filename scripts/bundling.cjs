/** What the bundles of `run.mjs` and `bundle.ts` have in common. */
'use strict';
const { readFileSync } = require('node:fs');

// dynalite takes `level` only to keep a table on disk; its native database has no place in a bundle, and ours are in memory.
const aliases = { level: 'memory-level' };

/** dynalite asks for its operations by name, without the ending that a bundler has to know them by. */
const wholeNames = {
  name: 'whole-names',
  setup(bundler) {
    bundler.onLoad({ filter: /node_modules[\\/]dynalite[\\/]index\.js$/ }, ({ path }) => ({
      loader: 'js',
      contents: readFileSync(path, 'utf8').replaceAll(
        /(require\('\.\/(?:actions|validations)\/' \+ action)\)/g,
        "$1 + '.js')",
      ),
    }));
  },
};

module.exports = { aliases, wholeNames };
