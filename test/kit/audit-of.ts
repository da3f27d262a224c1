import type { ControlName } from '../../audit/controls/index.js';
import type { DefinitionInput } from '../../audit/definition.js';
import { parseDefinition } from '../../audit/definition.js';
import type { Finding } from '../../audit/finding.js';
import type { ControlResult, Run } from '../../audit/run.js';
import type { Known, UnitRead } from '../oracle/input.js';
import { type Reading, productRun } from '../oracle/product.js';

/** The time of runs where a test names none. */
export const AS_OF = Date.parse('2026-06-15T12:00:00Z');

type Raw = Readonly<Record<string, unknown>>;

export interface AuditOptions {
  readonly asOf?: number;
  /** What AWS Backup answers besides copy jobs, to every unit that does not say otherwise. */
  readonly backupJobs?: readonly Raw[];
  readonly protectedResources?: readonly Raw[];
  /** Why reading broke off after all that was read. */
  readonly error?: string;
  /** Where each filter set is read: account 111111111111 in eu-west-1 where not given. Each unit reads all jobs, or its own. */
  readonly units?: readonly Partial<UnitRead>[];
  /** Resources as earlier runs knew them. */
  readonly remembered?: readonly Known[];
  readonly reading?: Reading;
}

/**
 * A whole run over jobs in memory, by the public door: each filter set of the definition is bound, read page by page from
 * its units, judged and concluded. The service answers more than it is asked for, so filters are the product's own.
 */
export const auditOf = (
  definition: Omit<DefinitionInput, 'name' | 'controls'> & { readonly controls?: readonly ControlInput[] },
  jobs: readonly Raw[],
  options: AuditOptions = {},
): Promise<Run> => {
  const { asOf = AS_OF, remembered = [], reading, units = [{}] } = options;
  const parsed = parseDefinition({ name: 'report', ...definition });
  const read = parsed.filterSets.flatMap(({ name }) =>
    units
      .filter(({ filterSet = name }) => filterSet === name)
      .map((unit) => ({ ...unitOf(jobs, options), ...unit, filterSet: name })),
  );
  return productRun({ definition: parsed, asOf, units: read, remembered }, reading);
};

const unitOf = (jobs: readonly Raw[], { backupJobs = [], protectedResources = [], error }: AuditOptions) => ({
  accountId: '111111111111',
  region: 'eu-west-1',
  jobs,
  backupJobs,
  protectedResources,
  tagged: [],
  ...(error === undefined ? {} : { error }),
});

/** A control as it is declared; its schema decides what else it may say. */
export interface ControlInput {
  readonly control: ControlName;
  readonly [option: string]: unknown;
}

/** What one control said. */
export interface Said {
  readonly run: Run;
  readonly result: ControlResult;
  readonly findings: readonly Finding[];
}

export interface AskOptions extends AuditOptions {
  /** Properties of the one filter set, whose name is `all`. */
  readonly filterSet?: Omit<NonNullable<DefinitionInput['filterSets']>[number], 'name'>;
  readonly exemptions?: DefinitionInput['exemptions'];
}

/** Asks one control over one filter set. */
export const ask = async (control: ControlInput, jobs: readonly Raw[], options: AskOptions = {}): Promise<Said> => {
  const { filterSet = {}, exemptions = [], ...rest } = options;
  const definition = { filterSets: [{ name: 'all', ...filterSet }], controls: [control], exemptions };
  const run = await auditOf(definition, jobs, rest);
  const [result] = run.controls;
  if (result === undefined || run.controls.length > 1) throw new Error('One control on one filter set has one result');
  return { run, result, findings: run.findings };
};

/** What one control says of the only subject there is; `NO_SUBJECT` where there is none. */
export const verdictOf = async (
  control: ControlInput,
  jobs: readonly Raw[],
  options?: AskOptions,
): Promise<'MET' | Finding['verdict'] | 'NO_SUBJECT'> => {
  const { result, findings } = await ask(control, jobs, options);
  if (result.error !== undefined) throw new Error(`The judge threw: ${result.error}`);
  const subjects = result.met + findings.length;
  if (subjects > 1) throw new Error(`There are ${subjects} subjects: ask for their findings`);
  return findings[0]?.verdict ?? (result.met === 1 ? 'MET' : 'NO_SUBJECT');
};
