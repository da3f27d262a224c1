import { Command, InvalidArgumentError, Option } from 'commander';
import { millis } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import type { Run } from '../../audit/run.js';
import { accountSource } from '../account-source.js';
import { readReport } from '../audit-report.js';
import { type DeclaredReport, declaredReports } from '../definitions.js';
import { EXIT_CODES } from '../exit-code.js';
import { checkDuration } from '../init/answers.js';
import { Progress } from '../progress.js';
import { Recording, type Sink } from '../recordings/recording.js';
import { recordingSource } from '../recordings/recording-source.js';
import { WholeFile } from '../recordings/whole-file.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { errorText, plural } from '../views/plain.js';
import { type AccountOptions, withAccountOptions, withDefinitionOptions } from './account-options.js';
import { examples, prose } from './prose.js';

type Since = { readonly createdAfter: string } | { readonly createdWithin: string };

interface RecordOptions extends AccountOptions {
  readonly since?: Since;
  readonly output?: string;
}

const DESCRIPTION = `Saves copy jobs as AWS Backup returns them, all fields, one a line (NDJSON), to keep as evidence or to audit
elsewhere: copy-audit run --jobs FILE comes to what a run at that moment would have come to. What the controls of a definition
compare jobs with (backup jobs, protected resources) is saved with them. AWS removes a copy job 30 days after it
finished.

Read are the filter sets of a definition; without one, every copy job of the account and Region of the last 30 days, or --since.
The first line says what was read and as of when, the last one how many jobs there are and what could not be read; a recording
without it is not whole, and run says so. A file has its name only when all of it is written, and is never written over.

At the end the SHA-256 of the recording stands on standard error. Exit codes: 0, or 1 where something could not be read.`;

export const recordCommand = (terminal: Terminal, end: (code: number) => void): Command => {
  const command = new Command('record')
    .summary('save copy jobs as NDJSON, to keep as evidence')
    .description(prose(DESCRIPTION));
  withDefinitionOptions(command)
    .addOption(
      new Option('--since <when>', 'every copy job created since: a duration such as 7d, or a time')
        .argParser(since)
        .conflicts(['definition', 'report']),
    )
    .option('-o, --output <file>', 'where to; standard output where not given');
  command.addHelpText(
    'after',
    examples(
      ['copy-audit record --since 7d --output jobs.ndjson', 'the last week'],
      ['copy-audit record --definition copy-audit.yaml --output jobs.ndjson', 'with what its controls compare with'],
    ),
  );
  return withAccountOptions(command).action(async (options: RecordOptions) => end(await record(options, terminal)));
};

/** The window of a filter set; refused here, where the option can be named. */
const since = (value: string): Since => {
  if (millis(value) !== undefined) return { createdAfter: value };
  if (checkDuration(value) === undefined) return { createdWithin: value };
  throw new InvalidArgumentError('Expected a duration such as 7d, or a time such as 2026-11-24T06:00:00Z.');
};

const record = async (options: RecordOptions, terminal: Terminal): Promise<number> => {
  const declared = reportsOf(options);
  const { output } = options;
  if (output === undefined) return written(declared, options, { write: (text) => streamed(text, terminal) }, terminal);
  const file = await WholeFile.create(output);
  try {
    const code = await written(declared, options, file, terminal);
    await file.finish();
    return code;
  } catch (error) {
    await file.discard();
    throw error;
  }
};

const streamed = (text: string, terminal: Terminal): Promise<void> => {
  terminal.out(text);
  return Promise.resolve();
};

const reportsOf = (options: RecordOptions): readonly DeclaredReport[] => {
  const { since: window, requestsPerSecond } = options;
  if (window === undefined) return declaredReports(options);
  const definition = parseDefinition({
    name: 'Recorded',
    filterSets: [{ name: 'all', ...window }],
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
  });
  return [{ definition, declaredIn: undefined }];
};

const written = async (
  declared: readonly DeclaredReport[],
  { region, profile, endpointUrl, output }: RecordOptions,
  sink: Sink,
  terminal: Terminal,
): Promise<number> => {
  const recording = new Recording(sink);
  const source = recordingSource(accountSource({ regions: region, profile, endpointUrl }, terminal), recording);
  const asOf = terminal.now();
  await recording.begin({
    version: 1,
    by: `copy-audit ${VERSION}`,
    asOf: new Date(asOf).toISOString(),
    reports: declared.map(({ definition }) => ({
      report: definition.name,
      filterSets: definition.filterSets.map(({ name }) => name),
    })),
  });
  const units: Run['units'] = [];
  for (const { definition } of declared) {
    const progress = new Progress(definition.name, terminal);
    const read = await readReport(definition, source, { asOf, watch: progress }).finally(() => progress.end());
    units.push(...read.conclude([]).units);
  }
  const unread = units.flatMap(({ error, filterSet, accountId, region }) =>
    error === undefined ? [] : [{ filterSet, accountId, region, error }],
  );
  const sha256 = await recording.end({
    complete: unread.length === 0,
    units: units.map(({ filterSet, accountId, region }) => ({ filterSet, accountId, region })),
    unread,
  });
  for (const { filterSet, accountId, region, error } of unread)
    terminal.err(
      `${terminal.colors.yellow('not read:')} ${errorText(`${filterSet} in ${accountId} ${region}: ${error}`)}\n`,
    );
  const whole =
    unread.length === 0
      ? ''
      : `, but not all of what was asked for: ${plural(unread.length, 'unit is', 'units are')} missing`;
  terminal.err(`${plural(recording.copyJobs, 'copy job')} recorded${whole}\n`);
  terminal.err(`SHA-256 ${sha256}${output === undefined ? '' : `  ${errorText(output)}`}\n`);
  return unread.length === 0 ? EXIT_CODES.COMPLIANT : EXIT_CODES.ERROR;
};
