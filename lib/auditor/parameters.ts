import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AUDITOR_PARAMETERS, type AuditorParameter, parameterName } from '../../audit/wire.js';

/** What stacks that declare reports against this auditor have to know of it, kept under its name. */
export class AuditorParameters extends Construct {
  constructor(scope: Construct, id: string, auditorName: string, values: Readonly<Record<AuditorParameter, string>>) {
    super(scope, id);
    for (const parameter of AUDITOR_PARAMETERS)
      new StringParameter(this, parameter, {
        parameterName: parameterName(auditorName, parameter),
        stringValue: values[parameter],
        description: `The ${parameter.replaceAll('-', ' ')} of the copy job auditor ${auditorName}`,
        simpleName: false,
      });
  }
}

/** The same, as a stack that knows nothing but the name reads it, when it is deployed. */
export const readParameter = (scope: Construct, auditorName: string, parameter: AuditorParameter): string =>
  StringParameter.valueForStringParameter(scope, parameterName(auditorName, parameter));
