import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { TABLE } from '../../audit/record/keys.js';
import { widgetFunctionName } from '../../audit/widget/function-name.js';
import { CopyJobAuditorBase } from '../copy-job-auditor-base.js';
import type { CopyJobAuditorAttributes } from '../copy-job-auditor-reference.js';
import { given } from '../given.js';
import { readParameter } from './parameters.js';

type Attributes = CopyJobAuditorAttributes & { readonly auditorName: string };

/** An auditor that another stack or app has deployed. */
export class ImportedAuditor extends CopyJobAuditorBase {
  static named(scope: Construct, id: string, auditorName: string): ImportedAuditor {
    return new ImportedAuditor(scope, id, {
      auditorName,
      serviceToken: readParameter(scope, auditorName, 'service-token'),
      stateMachineArn: readParameter(scope, auditorName, 'state-machine-arn'),
      schedulerRoleArn: readParameter(scope, auditorName, 'scheduler-role-arn'),
      // Only where somebody reads the table: a parameter that a template does not use is a fault to linters.
      get tableName() {
        return readParameter(scope, auditorName, 'table-name');
      },
    });
  }

  readonly auditorName: string;
  readonly serviceToken: string;
  readonly stateMachine: IStateMachine;
  readonly schedulerRole: IRole;
  readonly widgetFunctionArn: string;
  readonly eventBus?: IEventBus;

  readonly #attributes: Attributes;
  #table: ITable | undefined;

  constructor(scope: Construct, id: string, attributes: Attributes) {
    super(scope, id);
    this.#attributes = attributes;
    this.auditorName = attributes.auditorName;
    if (attributes.eventBus !== undefined) this.eventBus = attributes.eventBus;
    this.serviceToken = attributes.serviceToken;
    this.stateMachine = StateMachine.fromStateMachineArn(this, 'StateMachine', attributes.stateMachineArn);
    this.widgetFunctionArn = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: widgetFunctionName(attributes.auditorName),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    // It has all that it needs; a stack that only uses it must not add to it.
    this.schedulerRole = Role.fromRoleArn(this, 'SchedulerRole', attributes.schedulerRoleArn, { mutable: false });
  }

  /** Who imports an auditor knows one key of it; the table's is the machine's too where the auditor was given a key. */
  get _executionsKey(): IKey | undefined {
    return this.#attributes.encryptionKey;
  }

  get table(): ITable {
    return (this.#table ??= this.#importTable());
  }

  #importTable(): ITable {
    const { tableName, encryptionKey } = this.#attributes;
    return TableV2.fromTableAttributes(this, 'Table', {
      tableName,
      globalIndexes: [TABLE.index],
      ...given({ encryptionKey }),
    });
  }
}
