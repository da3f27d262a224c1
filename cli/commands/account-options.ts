import { type Command, InvalidArgumentError } from 'commander';
import { millis } from '../../audit/copy-job.js';
import { wholeNumber } from './whole-number.js';

/** Options of every command that reads an account, or what stands for one. */
export interface AccountOptions {
  readonly definition?: string;
  readonly report?: readonly string[];
  readonly endpointUrl?: string;
  readonly region?: readonly string[];
  readonly profile?: string;
  readonly requestsPerSecond?: number;
}

/** Collects an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Reads an option that is a moment. */
export const moment = (value: string): number => {
  const ms = millis(value);
  if (ms === undefined) throw new InvalidArgumentError('Expected a time such as 2026-11-24T06:00:00Z.');
  return ms;
};

export const withDefinitionOptions = (command: Command): Command =>
  command
    .option('-d, --definition <file>', 'reports to read: YAML or JSON, as the app deploys them')
    .option('-r, --report <name>', 'only this report of the definition; may be repeated', collect);

export const withAccountOptions = (command: Command): Command =>
  command
    .option('--region <region>', 'Region for filter sets without targets; may be repeated', collect)
    .option('--profile <name>', 'profile of the AWS configuration to use (keys, SSO, roles, processes)')
    .option('--endpoint-url <url>', 'endpoint of AWS Backup to read from, such as that of `copy-audit sandbox`')
    .option(
      '--requests-per-second <n>',
      'budget for each calling account and Region, instead of the definition’s',
      wholeNumber(1),
    );
