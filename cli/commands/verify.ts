import { type KeyObject, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { RecordError, messageOf } from '../../audit/errors.js';
import type { Verification } from '../../audit/evidence/verification.js';
import { plainJson } from '../../audit/steering.js';
import { verifyReport } from '../../aws/table/verify-report.js';
import { type TableOptions, deployedTable, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { verificationText } from '../views/verification-text.js';
import { examples, prose } from './prose.js';

interface VerifyCommandOptions extends TableOptions {
  readonly output: 'table' | 'json';
  readonly expect?: readonly string[];
  readonly key?: string;
  readonly publicKey?: string;
}

/** What a pipeline reads; 1 is an error of the command itself. */
const EXIT_CODES: Readonly<Record<Verification['status'], number>> = { INTACT: 0, BROKEN: 2, UNPROVEN: 3 };

const DIGEST = /^[0-9a-f]{64}$/;

const digests = (value: string, before: readonly string[] = []): readonly string[] => {
  if (!DIGEST.test(value)) throw new InvalidArgumentError('Expected a digest: 64 hexadecimal digits in lower case.');
  return [...before, value];
};

export const verifyCommand = (terminal: Terminal, end: (code: number) => void): Command =>
  withTableOptions(new Command('verify'))
    .summary('check that what is kept of a report is what was published')
    .description(
      prose(`Recomputes the chain of digests over all published runs of a report, their findings and the latest rows, from the table of a
deployed auditor, and names the first item that was changed, removed or inserted. It reads and changes nothing.

A chain alone shows that somebody changed a part. Whoever can write to the whole table can write a whole new chain: keep the
digest of the latest run elsewhere and give it with --expect, or have runs signed (signingKey of the auditor).

Exit codes: 0 intact, 2 broken, 3 nothing to check (no run has a digest), 1 error.`),
    )
    .argument('<report>', 'name of the report')
    .option(
      '--expect <digest>',
      'a digest that was kept elsewhere and has to be in the chain; may be repeated',
      digests,
    )
    .option('--key <arn>', 'every run has to be signed by this key of KMS')
    .option('--public-key <file>', 'every run has to be signed by this key (PEM or DER); KMS is not asked')
    .addOption(new Option('-o, --output <format>', 'what is printed').choices(['table', 'json']).default('table'))
    .addHelpText(
      'after',
      examples(
        ['copy-audit verify OffsiteCopies --auditor default', 'its whole history'],
        ['copy-audit verify OffsiteCopies --expect "$(cat kept-digest)"', 'against a digest that was kept elsewhere'],
        ['copy-audit verify OffsiteCopies --public-key auditor.pem -o json', 'signatures too, for programs'],
      ),
    )
    .action(async (report: string, options: VerifyCommandOptions) => end(await verify(report, options, terminal)));

const verify = async (report: string, options: VerifyCommandOptions, terminal: Terminal): Promise<number> => {
  const { table, publicKeys } = await deployedTable(options, terminal);
  const { key: keyArn, publicKey: file, expect: expected = [], output } = options;
  const publicKey = file === undefined ? undefined : readKey(file);
  const verification = await verifyReport(table, report, { expected, keyArn, publicKey, publicKeys });
  const text = output === 'json' ? `${plainJson(verification, 2)}\n` : verificationText(verification, terminal);
  terminal.out(text);
  const { unchecked } = verification.signatures;
  // Whoever asks for a key is not told that all is well where it could not be asked.
  if (keyArn !== undefined && unchecked !== undefined) throw new Error(`Signatures were not checked: ${unchecked}`);
  return EXIT_CODES[verification.status];
};

const readKey = (file: string): KeyObject => {
  try {
    const content = readFileSync(file);
    const isPem = content.toString('latin1').includes('-----BEGIN');
    return createPublicKey(isPem ? content : { key: content, format: 'der', type: 'spki' });
  } catch (error) {
    throw new RecordError(`${file} is no public key: ${messageOf(error)}`, { cause: error });
  }
};
