/** Another stack declares a report of the name. */
export class ReportOwned extends Error {
  override readonly name = 'ReportOwned';

  constructor(
    readonly report: string,
    readonly stackId: string,
  ) {
    super(
      `Report ${report} is declared by stack ${stackNameOf(stackId)} already (${stackId}): choose another name, or remove it there first. Where that stack is gone, delete the item REPORT#${report} / DEFINITION of the auditor's table`,
    );
  }
}

/** A report that cannot be deployed as it is. */
export class DeploymentFailed extends Error {
  override readonly name = 'DeploymentFailed';
}

const stackNameOf = (stackId: string): string => stackId.split('/')[1] ?? stackId;
