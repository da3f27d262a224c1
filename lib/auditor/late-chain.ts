import { Lazy, Stack } from 'aws-cdk-lib';
import {
  ChainDefinitionBody,
  type DefinitionConfig,
  type StateGraph,
  type StateMachineProps,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** A chain of states that is written when the template is: states may be added to it after the machine was made. */
export class LateChain extends ChainDefinitionBody {
  override bind(
    scope: Construct,
    _principal: IPrincipal,
    { queryLanguage, comment }: StateMachineProps,
    graph?: StateGraph,
  ): DefinitionConfig {
    const definitionString = Lazy.uncachedString({
      produce: () => Stack.of(scope).toJsonString({ ...graph?.toGraphJson(queryLanguage), Comment: comment }),
    });
    return { definitionString };
  }
}
