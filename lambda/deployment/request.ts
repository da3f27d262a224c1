import * as z from 'zod';
import { type Definition, parseDefinition } from '../../audit/definition.js';
import { messageOf } from '../../audit/errors.js';
import { PROPERTIES, REMOVAL_POLICIES, RESOURCE_TYPE } from '../../audit/wire.js';
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
  const json = ResourceProperties[PROPERTIES.definition];
  if (typeof json !== 'string' || json === '')
    throw new DeploymentFailed(
      `${RESOURCE_TYPE} needs the property ${PROPERTIES.definition}: a report's definition as JSON`,
    );
  return { json, definition: parseDefinition(parsedJson(json)) };
};

const parsedJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new DeploymentFailed(`The property ${PROPERTIES.definition} is not JSON: ${messageOf(error)}`);
  }
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
