import type { Gate as Declared } from '../audit/gate.js';

/**
 * A report's power to fail the deployment that declares it. While the stack deploys, the report runs once; where the gate
 * does not let its status pass, the deployment fails with the worst findings in its message and CloudFormation rolls back.
 * A rollback or a removal is never held up by a gate.
 */
export class Gate {
  /** The report never fails a deployment, whatever its status. */
  static never(): Gate {
    return new Gate('NEVER');
  }

  /**
   * The deployment fails where the report is certainly NON_COMPLIANT. What could not be read (ERROR) or told
   * (INSUFFICIENT_DATA) lets it pass.
   */
  static failOnNonCompliant(): Gate {
    return new Gate('NON_COMPLIANT');
  }

  /**
   * The deployment fails unless the report is COMPLIANT: also where something could not be read (ERROR) or there was
   * nothing to judge (INSUFFICIENT_DATA), as in an account that has no copy jobs yet.
   */
  static failUnlessCompliant(): Gate {
    return new Gate('NOT_COMPLIANT');
  }

  private constructor(private readonly failOn: Declared['failOn']) {}

  /** @internal */
  public _render(): Declared {
    return { failOn: this.failOn };
  }
}
