import { given } from './given.js';
import type { ResourceType } from './resource-type.js';

/** Which of the resources that AWS Backup protects are expected. */
export interface ExpectedProtectedResourcesProps {
  /**
   * Only resources of these types.
   *
   * @default - every type
   */
  readonly types?: ResourceType[];
}

interface Declared {
  readonly resources?: string[];
  readonly protectedResources?: { readonly types?: string[] };
}

/** The resources that the control `covers` expects to have been copied. */
export class Expected {
  /**
   * Listed resources.
   *
   * @param arns Their ARNs, exactly; at least one.
   */
  public static resources(arns: string[]): Expected {
    return new Expected({ resources: arns });
  }

  /**
   * All that AWS Backup lists as protected (it made a recovery point of each at some time) in the accounts and Regions that
   * are read. The auditor asks for them in every run, which takes `backup:ListProtectedResources`.
   *
   * @param props Which of them.
   */
  public static protectedResources(props: ExpectedProtectedResourcesProps = {}): Expected {
    return new Expected({ protectedResources: given({ types: props.types?.map(({ name }) => name) }) });
  }

  private constructor(private readonly declared: Declared) {}

  /** @internal */
  public _render(): Declared {
    return this.declared;
  }
}
