import { type IChainable, Parallel, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';

/** States beside each other, more of which may be added after the machine was made. */
export class LateParallel extends Parallel {
  addLate(branch: IChainable): void {
    this.addBranch(new StateGraph(branch.startState, `A branch of ${this.stateId}`));
  }
}
