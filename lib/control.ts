import type { Duration } from 'aws-cdk-lib';
import type { ControlName, DeclaredOptions } from '../audit/controls/index.js';
import type { DefinitionInput } from '../audit/definition.js';
import type { ControlProps } from './control-props.js';
import type { CompletedProps, CrossRegionProps, FreshWithinProps } from './control-options.js';
import { given } from './given.js';
import { written } from './written-duration.js';

type Declared = NonNullable<DefinitionInput['controls']>[number];

/**
 * One compliance requirement. Each factory method is one control; every control can be narrowed, given another severity
 * and told from others of its name by its properties. docs/controls.md has the exact meaning of each.
 */
export class Control {
  /**
   * Every copy job that finished has copied everything: one that FAILED breaks it, and one that is PARTIAL unless allowed.
   *
   * @param props Whether PARTIAL is allowed; severity and narrowing.
   */
  public static completed(props: CompletedProps = {}): Control {
    return Control.named('completed', { allowPartial: props.allowPartial }, props);
  }

  /**
   * Every copy goes to another Region than the one of its source, or to one of the allowed Regions other than that.
   *
   * @param props Which Regions are allowed; severity and narrowing.
   */
  public static crossRegion(props: CrossRegionProps = {}): Control {
    return Control.named('crossRegion', { allowed: props.allowed }, props);
  }

  /**
   * Every resource has a good copy (a COMPLETED one) that is no older than a limit. A resource once seen stays judged after
   * AWS Backup has removed its copy jobs, until the report's `forgetResourcesAfter`.
   *
   * @param within The oldest that the newest good copy may be. For a daily copy: 26 hours.
   * @param props By which date the age is told; severity and narrowing.
   */
  public static freshWithin(within: Duration, props: FreshWithinProps = {}): Control {
    return Control.named('freshWithin', { within: written(within), from: props.from }, props);
  }

  /**
   * Of the copy jobs of a filter set that finished, at least this percentage is COMPLETED. Compared exactly, never rounded.
   *
   * @param percent From 0 to 100.
   * @param props Severity and narrowing.
   */
  public static minimumSuccessRate(percent: number, props: ControlProps = {}): Control {
    return Control.named('minimumSuccessRate', { percent }, props);
  }

  private static named<N extends ControlName>(name: N, options: DeclaredOptions<N>, props: ControlProps): Control {
    return new Control({ control: name, ...given(options), ...narrowed(props) });
  }

  private constructor(private readonly declared: Declared) {}

  /** @internal */
  public _render(): Declared {
    return this.declared;
  }
}

const narrowed = (props: ControlProps) =>
  given({
    id: props.id,
    severity: props.severity,
    filterSets: props.filterSets?.map(({ name }) => name),
    resourceTypes: props.resourceTypes?.map(({ name }) => name),
    resourceArns: props.resourceArns,
    taggedWith: props.taggedWith,
    allowEmpty: props.allowEmpty,
  });
