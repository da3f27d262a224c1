import { Aws } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ENVIRONMENT } from '../../audit/environment.js';
import type { AuditorAccess } from '../auditor-access.js';
import { acknowledgeWildcard } from './acknowledge.js';
import type { HandlerFunction } from './handler-function.js';
import { READING } from './reading.js';
import { allow, throughKey } from './statement.js';

export interface Readers {
  readonly plan: HandlerFunction;
  readonly auditUnit: HandlerFunction;
  readonly machine: StateMachine;
  /** Makes the bucket for lists of units. */
  readonly unitLists: () => Bucket;
  /** Has the auditor listen to events of copy jobs. */
  readonly listen: () => void;
}

/** Opens what reports need besides copy jobs, each once: an auditor may do nothing that no report asked for. */
export class OpenAccess {
  readonly #opened = new Set<string>();

  constructor(readonly readers: Readers) {}

  open({ _opened: wanted }: AuditorAccess): void {
    const { plan, auditUnit } = this.readers;
    const key = JSON.stringify(wanted);
    if (this.#opened.has(key)) return;
    this.#opened.add(key);
    switch (wanted.to) {
      // Lists without resource types.
      case 'backupJobs':
      case 'protectedResources':
      case 'resourceTags':
        return auditUnit.allow(allow([READING[wanted.to]], ['*']));
      // Which accounts have copy jobs at all. No resource types.
      case 'copyJobSummaries':
        return this.#everywhere(plan, ['backup:ListCopyJobSummaries']);
      case 'organization':
        // Roots, units and accounts: their ids belong to an organization that is not known when this is deployed.
        this.#everywhere(plan, [
          'organizations:ListAccounts',
          'organizations:ListAccountsForParent',
          'organizations:ListOrganizationalUnitsForParent',
        ]);
        return this.#openLists();
      case 'longLists':
        return this.#openLists();
      case 'copyJobEvents':
        return this.readers.listen();
      case 'role':
        return this.#openRole(wanted.name, wanted.accounts);
    }
  }

  #everywhere(handler: HandlerFunction, actions: readonly string[]): void {
    handler.allow(allow(actions, ['*']));
    acknowledgeWildcard(handler, '*', 'Lists of an organization and of AWS Backup cannot be narrowed to resources.');
  }

  #openLists(): void {
    if (this.#opened.has('bucket')) return;
    this.#opened.add('bucket');
    const { plan, machine, unitLists } = this.readers;
    const bucket = unitLists();
    plan.function.addEnvironment(ENVIRONMENT.bucket, bucket.bucketName);
    const lists = bucket.arnForObjects('*');
    plan.allow(
      allow(['s3:PutObject'], [lists]),
      ...throughKey(bucket.encryptionKey, 's3', ['GenerateDataKey', 'Decrypt']),
    );
    machine.addToRolePolicy(allow(['s3:GetObject'], [lists]));
    for (const statement of throughKey(bucket.encryptionKey, 's3', ['Decrypt'])) machine.addToRolePolicy(statement);
    for (const scope of [plan, machine])
      acknowledgeWildcard(
        scope,
        lists,
        'Lists of units, the only objects of this bucket; each run writes one of its own.',
      );
  }

  #openRole(name: string, accounts: readonly string[]): void {
    const { auditUnit } = this.readers;
    const isOfAny = (account: string): boolean => account === '*';
    const arnIn = (account: string): string => `arn:${Aws.PARTITION}:iam::${account}:role/${name}`;
    const listed = accounts.filter((account) => !isOfAny(account)).map(arnIn);
    if (listed.length > 0) auditUnit.allow(allow(['sts:AssumeRole'], listed));
    for (const role of accounts.filter(isOfAny).map(arnIn)) {
      // Of its own organization: a role of that name somewhere else is not meant, whomever it trusts.
      auditUnit.allow(
        allow(['sts:AssumeRole'], [role], { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
      );
      acknowledgeWildcard(
        auditUnit,
        role,
        'One role by its name in accounts that are listed anew for every run; each decides whom it trusts.',
      );
    }
  }
}
