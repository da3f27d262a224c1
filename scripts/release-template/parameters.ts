import { CfnCondition, CfnParameter, type CfnParameterProps, Fn, type Stack } from 'aws-cdk-lib';
import { GATES } from '../../audit/gate.js';

const TEXT = 'String';

/** Of every template: where the code of the functions lies, and what the auditor is called. */
const COMMON = {
  AssetsBucket: {
    type: TEXT,
    description:
      'Name of the bucket that the zip files of the release were copied to; of the same Region as the stack.',
    allowedPattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
  },
  AssetsPrefix: {
    type: TEXT,
    description: 'What their keys in the bucket begin with: nothing, or a path that ends in a slash.',
    allowedPattern: '^([A-Za-z0-9!_.*()-]+/)*$',
  },
  AuditorName: {
    type: TEXT,
    description: 'Name of the auditor; an account has one of a name in each Region.',
    default: 'default',
    // The longest that every name which follows from it has room for.
    allowedPattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,41}$',
  },
  BackupEndpointUrl: {
    type: TEXT,
    description: 'Endpoint of AWS Backup, where it is not the public one of the Region; a FIPS endpoint, for example.',
    default: '',
    allowedPattern: '^(https?://[A-Za-z0-9.:/-]+)?$',
  },
} satisfies Record<string, CfnParameterProps>;

// None may close the text of the JSON that it becomes part of.
const REPORT = {
  ReportName: {
    type: TEXT,
    description: 'Name of the report; its history is kept under it.',
    default: 'AllCopies',
    allowedPattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$',
  },
  ReportSchedule: {
    type: TEXT,
    description: 'When it runs, in UTC: rate(6 hours), cron(0 6 * * ? *), or NONE where it runs only when asked.',
    default: 'rate(1 day)',
    allowedPattern: '^((rate|cron|at)\\([A-Za-z0-9 ,*?/#:-]+\\)|NONE)$',
  },
  ReportFilterSets: {
    type: TEXT,
    description: 'What is read: a JSON list of filter sets, as docs/filter-sets.md has them.',
    default: '[{"name":"all","createdWithin":"30d"}]',
  },
  ReportControls: {
    type: TEXT,
    description: 'What is asked: a JSON list of controls, as docs/controls.md has them.',
    default: '[{"control":"completed"},{"control":"freshWithin","within":"26h"}]',
  },
  ReportExemptions: {
    type: TEXT,
    description: 'What is excused: a JSON list of exemptions, each with a reason and an end.',
    default: '[]',
  },
  ReportGate: {
    type: TEXT,
    description: 'Which status of the report fails the deployment.',
    default: 'NEVER',
    allowedValues: [...GATES],
  },
} satisfies Record<string, CfnParameterProps>;

export type ParameterName = keyof typeof COMMON | keyof typeof REPORT;

/** What is given for a parameter. It may be asked for before the parameter is declared, which needs a stack. */
export const valueOf = (name: ParameterName): string => Fn.ref(name);

const HAS_ENDPOINT = 'HasBackupEndpoint';

/** The endpoint where one is given; else the variable is not there at all. */
export const backupEndpoint = (): string =>
  Fn.conditionIf(HAS_ENDPOINT, valueOf('BackupEndpointUrl'), Fn.ref('AWS::NoValue')).toString();

const declare = (stack: Stack, parameters: Readonly<Record<string, CfnParameterProps>>): void => {
  for (const [name, props] of Object.entries(parameters)) new CfnParameter(stack, name, props);
};

export const declareCommon = (stack: Stack): void => {
  declare(stack, COMMON);
  new CfnCondition(stack, HAS_ENDPOINT, {
    expression: Fn.conditionNot(Fn.conditionEquals(valueOf('BackupEndpointUrl'), '')),
  });
};

export const declareReport = (stack: Stack): void => declare(stack, REPORT);
