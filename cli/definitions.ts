import { type Definition, parseDefinition } from '../audit/definition.js';
import type { AccountOptions } from './commands/account-options.js';
import { readDefinitionFile } from './definition-file.js';
import type { DeclaredIn } from './outputs/sarif-result.js';
import { uriOf } from './outputs/uri.js';

/** A report to audit, and where it is declared. */
export interface DeclaredReport {
  readonly definition: Definition;
  readonly declaredIn: DeclaredIn | undefined;
}

/** The reports of the definition file that are asked for; without a file, one of every copy job. */
export const declaredReports = (options: AccountOptions): readonly DeclaredReport[] => {
  const { report, requestsPerSecond } = options;
  const all = allOf(options.definition);
  const unknown = report?.find((name) => !all.some(({ definition }) => definition.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no report ${unknown}; there are ${all.map(({ definition }) => definition.name).join(', ')}`,
    );
  return all
    .filter(({ definition }) => report === undefined || report.includes(definition.name))
    .map((each) =>
      requestsPerSecond === undefined ? each : { ...each, definition: { ...each.definition, requestsPerSecond } },
    );
};

const allOf = (file: string | undefined): readonly DeclaredReport[] =>
  file === undefined
    ? [{ definition: parseDefinition({ name: 'AllCopies' }), declaredIn: undefined }]
    : readDefinitionFile(file).map(({ definition, line }) => ({ definition, declaredIn: { uri: uriOf(file), line } }));
