import * as z from 'zod';
import { type Definition, parseDefinition } from '../../audit/definition.js';
import { LONGEST_PROPERTY, PROPERTIES, REMOVAL_POLICIES } from '../../audit/wire.js';
import { declaredBy } from '../../aws/definition-property.js';
import { DeploymentFailed } from './errors.js';

/** What CloudFormation asks, as the CDK's provider framework hands it over. */
export const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  RequestId: z.string(),
  StackId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
});
export type Request = z.output<typeof requestSchema>;

/** The definition that a request declares, as it came and as it is understood. */
export const declaredIn = ({
  ResourceProperties,
}: Request): { readonly json: string; readonly definition: Definition } => {
  const json = declaredBy(ResourceProperties);
  return { json, definition: parseDefinition(JSON.parse(json)) };
};

/**
 * Refuses a definition that the framework could not hand on to `is-complete`: nobody would answer CloudFormation, which waits
 * for an hour.
 */
export const checkSize = ({ ResourceProperties }: Request): void => {
  const { length } = String(ResourceProperties[PROPERTIES.definition] ?? '');
  if (length <= LONGEST_PROPERTY) return;
  throw new DeploymentFailed(
    `The property ${PROPERTIES.definition} has ${length} characters, and ${LONGEST_PROPERTY} at most can be handed on: declare fewer exemptions, or several reports`,
  );
};

/** Whether the history goes with the report. Anything but a clear word keeps it. */
export const isPurged = ({ ResourceProperties }: Request): boolean =>
  ResourceProperties[PROPERTIES.removalPolicy] === REMOVAL_POLICIES[1];

export const physicalIdOf = (auditor: string, report: string): string => `${auditor}/${report}`;

/** The report of a physical id; nothing where the id is not one of ours: CloudFormation invents ids for what was never created. */
export const reportOf = (auditor: string, physicalId: string | undefined): string | undefined => {
  const prefix = physicalIdOf(auditor, '');
  return physicalId?.startsWith(prefix) === true ? physicalId.slice(prefix.length) : undefined;
};
