import type { Definition } from '../../audit/definition.js';
import type { Raw } from './job.js';

/** What was read of one unit, in the order in which it was read. */
export interface UnitRead {
  readonly filterSet: string;
  readonly accountId: string;
  readonly region: string;
  /** It could not be read to its end. */
  readonly error?: string;
  readonly jobs: readonly Raw[];
  readonly backupJobs: readonly Raw[];
  readonly protectedResources: readonly Raw[];
  /** Resources of the account and Region that carry the tags which filter sets ask for. */
  readonly tagged: readonly string[];
}

/** A resource of a filter set as earlier runs knew it. */
export interface Known {
  readonly filterSet: string;
  readonly arn: string;
  readonly type?: string;
  readonly firstCreated?: number;
  readonly newestCreated?: number;
  readonly newest: Readonly<Partial<Record<Clock, number>>>;
  readonly seen: number;
}

export const CLOCKS = ['COPY_CREATION', 'COPY_COMPLETION', 'BACKUP_CREATION'] as const;
export type Clock = (typeof CLOCKS)[number];

export interface Input {
  readonly definition: Definition;
  readonly asOf: number;
  readonly units: readonly UnitRead[];
  readonly remembered: readonly Known[];
  /** The severity of a control where none is declared. */
  readonly severityOf: (control: string) => string;
}

export type FilterSet = Definition['filterSets'][number];

/** A declared control, whichever it is. */
export interface Declared {
  readonly control: string;
  readonly id?: string;
  readonly severity?: string;
  readonly filterSets?: readonly string[];
  readonly resourceTypes?: readonly string[];
  readonly resourceArns?: readonly string[];
  readonly allowEmpty: boolean;
  readonly [option: string]: unknown;
}

export const idOf = (control: Declared): string => control.id ?? control.control;

export type Verdict = 'MET' | 'NOT_MET' | 'UNDETERMINED';
