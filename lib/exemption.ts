import type { DefinitionInput } from '../audit/definition.js';
import { given } from './given.js';

type Declared = NonNullable<DefinitionInput['exemptions']>[number];

/** Why a subject is excused, and for how long. */
export interface ExemptionProps {
  /** Why it is excused, for whoever reads the report. */
  readonly reason: string;

  /**
   * Until when it is excused: a date (`2027-03-31`, to the end of that day, UTC) or a time with its zone
   * (`2027-03-31T12:00:00Z`), in ISO 8601. After that its findings count again and say that their exemption has ended.
   */
  readonly until: string;
}

/** What is excused. All that is given must match; at least one has to be given. */
export interface ExemptionScopeProps extends ExemptionProps {
  /**
   * Pattern of resource ARNs: `*` stands for any run of characters, `?` for one.
   *
   * @default - any resource
   */
  readonly resource?: string;

  /**
   * Pattern of destination vault ARNs. An exemption that names a vault excuses findings of copy jobs only.
   *
   * @default - any vault
   */
  readonly vault?: string;

  /**
   * Id of a control: its name, unless it was declared with another.
   *
   * @default - any control
   */
  readonly control?: string;

  /**
   * Id of a copy job. An exemption that names one excuses findings of that job only.
   *
   * @default - any copy job
   */
  readonly job?: string;
}

/**
 * A subject excused from a control, with a reason and an end. Its findings stay in the report, marked as exempt, and do not
 * count for the status; it takes no copy job out of a rate. An exemption that excused nothing is listed as unused.
 */
export class Exemption {
  /**
   * Excuses resources from every control that judges them or their copy jobs.
   *
   * @param pattern Pattern of resource ARNs: `*` stands for any run of characters, `?` for one.
   * @param props Reason and end.
   */
  public static resource(pattern: string, props: ExemptionProps): Exemption {
    return Exemption.of({ resource: pattern, ...ended(props) });
  }

  /**
   * Excuses the copy jobs that go to some vaults.
   *
   * @param pattern Pattern of destination vault ARNs: `*` stands for any run of characters, `?` for one.
   * @param props Reason and end.
   */
  public static vault(pattern: string, props: ExemptionProps): Exemption {
    return Exemption.of({ vault: pattern, ...ended(props) });
  }

  /**
   * Excuses every finding of a control. The only exemption that excuses a finding of a whole filter set.
   *
   * @param controlId Id of the control: its name, unless it was declared with another.
   * @param props Reason and end.
   */
  public static control(controlId: string, props: ExemptionProps): Exemption {
    return Exemption.of({ control: controlId, ...ended(props) });
  }

  /**
   * Excuses one copy job.
   *
   * @param copyJobId Its id.
   * @param props Reason and end.
   */
  public static job(copyJobId: string, props: ExemptionProps): Exemption {
    return Exemption.of({ job: copyJobId, ...ended(props) });
  }

  /**
   * Excuses what matches all that is given, such as one resource from one control.
   *
   * @param props What is excused, why and until when.
   */
  public static of(props: ExemptionScopeProps): Exemption {
    const { resource, vault, control, job } = props;
    return new Exemption({ ...given({ resource, vault, control, job }), ...ended(props) });
  }

  private constructor(private readonly declared: Declared) {}

  /** @internal */
  public _render(): Declared {
    return this.declared;
  }
}

// Only what is asked for: other languages hand over objects with more on them.
const ended = ({ reason, until }: ExemptionProps) => ({ reason, until });
