import js from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** What each room may import besides itself; a wall is crossed nowhere else. */
const wall = (room, sentence, patterns) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message: `Wall of ${room}/: ${sentence}` }] }],
  },
});

const outside = (...rooms) => `^(\\.\\./)+(${rooms.join('|')})/`;
const packages = (...allowed) => `^(?!\\.|${allowed.map((name) => `${name}(/|$)`).join('|')})`;
const either = (...patterns) => patterns.join('|');

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'cdk.out/', '.integ/', 'node_modules/', '**/*.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    // What needs types is oxlint's (.oxlintrc.json): the compiler in Go knows them in seconds.
    rules: {
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-template': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    // Foreign text of any length meets these: what takes longer than the text is long is a way to stop an audit.
    files: ['{audit,aws,bin,cli,lambda,lib,sandbox,scripts}/**/*.{ts,mjs,cjs}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false, ignoreSticky: false }],
    },
  },
  wall(
    'audit',
    'the core is pure: words, rules and functions. It imports zod, croner (cron rules) and node:crypto (hashes), nothing else.',
    either(
      outside('aws', 'bench', 'bin', 'chaos', 'cli', 'examples', 'lambda', 'lib', 'sandbox', 'scripts', 'test'),
      packages('zod', 'croner', 'node:crypto'),
    ),
  ),
  wall(
    'lib',
    'constructs import the core and the CDK only, so that no AWS SDK reaches a synth.',
    either(
      outside('aws', 'bench', 'bin', 'chaos', 'cli', 'examples', 'lambda', 'sandbox', 'scripts', 'test'),
      packages('aws-cdk-lib', 'constructs', 'node:fs', 'node:path', 'node:zlib'),
    ),
  ),
  wall(
    'aws',
    'effects import the core; whoever needs an effect imports it from here.',
    outside('bench', 'bin', 'chaos', 'cli', 'examples', 'lambda', 'lib', 'sandbox', 'scripts', 'test'),
  ),
  wall(
    'lambda',
    'handlers import the core and the effects, so that aws-cdk-lib never reaches a Lambda.',
    either(
      outside('bench', 'bin', 'chaos', 'cli', 'examples', 'lib', 'sandbox', 'scripts', 'test'),
      '^(aws-cdk-lib|constructs)(/|$)',
    ),
  ),
  wall(
    'cli',
    'commands import the core, the effects and the sandbox; of functions they run what would be deployed, of the CDK they read what it wrote.',
    either(
      outside('bench', 'bin', 'chaos', 'examples', 'lambda', 'lib', 'scripts', 'test'),
      '^(aws-cdk-lib|constructs)(/|$)',
    ),
  ),
  wall(
    'sandbox',
    'the endpoint imports the core only; it stands in for AWS and knows nothing of the library around it.',
    either(
      outside('aws', 'bench', 'bin', 'chaos', 'cli', 'examples', 'lambda', 'lib', 'scripts', 'test'),
      '^(aws-cdk-lib|constructs|@aws-sdk)(/|$)',
    ),
  ),
  wall(
    'chaos',
    'what is played is what would be deployed: bundles in processes of their own. Of the library only what reads a table is imported.',
    either(outside('bench', 'bin', 'examples', 'lambda', 'lib'), '^(aws-cdk-lib|constructs)(/|$)'),
  ),
  {
    files: ['test/integ/**/*.ts', 'bin/**/*.ts', 'scripts/**/*.{ts,mjs,cjs}', 'bench/**/*.ts', 'chaos/main.ts'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', module: 'writable' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['*.config.mjs'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
