import {
  DefaultTokenResolver,
  Intrinsic,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Resolves what is only late, such as a list that still grows, and leaves what CloudFormation alone knows: resolved, a
 * reference would be of its own stack, and could not be used in another one.
 */
class LeavingIntrinsics extends DefaultTokenResolver {
  constructor() {
    super(new StringConcat());
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return token instanceof Intrinsic ? token : (super.resolveToken(token, context, postProcessor) as unknown);
  }
}

/** A value with everything in it that is known at synth. */
export const opened = <T>(scope: IConstruct, value: T | IResolvable): T =>
  Tokenization.resolve(value, { scope, resolver: new LeavingIntrinsics(), preparing: false }) as T;
