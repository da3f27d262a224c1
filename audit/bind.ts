import { matchesAny } from './pattern.js';
import type { Circumstances, Control, Remembers } from './control.js';
import { controlNamed } from './controls/index.js';
import type { CopyJob } from './copy-job.js';
import type { DeclaredControl, Definition } from './definition.js';
import { type FilterSet, windowOf } from './filter-set.js';
import type { Severity } from './status.js';

/** A declared control with its id, severity and place. */
export interface BoundControl {
  readonly id: string;
  readonly control: Control;
  readonly severity: Severity;
  /** Options, parsed; they hold the common ones too. */
  readonly options: DeclaredControl;
  readonly narrowing: Narrowing;
  readonly allowEmpty: boolean;
  readonly title: string;
}

/** Which jobs and resources a control is narrowed to; both must match. */
export interface Narrowing {
  /** Equal keys narrow alike, so that their controls share a tally. `''` narrows nothing. */
  readonly key: string;
  readonly types?: readonly string[];
  readonly arns?: readonly string[];
  readonly taggedWith?: Readonly<Record<string, string>>;
  includes(arn: string | undefined, type: string | undefined): boolean;
}

/** Resources by the tags that a narrowing asks for; read before the jobs. */
export type TaggedArns = (tags: Readonly<Record<string, string>>) => ReadonlySet<string>;

/** The controls of a definition, each with an id of its own: the name, and `name-2` for the second of that name. */
export const bindControls = (definition: Definition, taggedArns?: TaggedArns): BoundControl[] => {
  const taken = new Set(definition.controls.map(({ id }) => id));
  return definition.controls.map((declared) => {
    const control = controlNamed(declared.control);
    return {
      id: declared.id ?? freeId(control.name, taken),
      control,
      severity: declared.severity ?? control.severity,
      options: declared,
      narrowing: narrowingOf(declared, taggedArns),
      allowEmpty: declared.allowEmpty,
      title: control.title,
    };
  });
};

const freeId = (name: string, taken: Set<string | undefined>): string => {
  let id = name;
  for (let n = 2; taken.has(id); n += 1) id = `${name}-${n}`;
  taken.add(id);
  return id;
};

const narrowingOf = (declared: DeclaredControl, taggedArns: TaggedArns | undefined): Narrowing => {
  const { resourceTypes: types, resourceArns: arns, taggedWith } = declared;
  const byType = types === undefined ? undefined : new Set(types);
  const byArn = arns === undefined ? undefined : matchesAny(arns);
  const byTag = taggedWith === undefined ? undefined : taggedArns?.(taggedWith);
  const narrows = byType !== undefined || byArn !== undefined || taggedWith !== undefined;
  return {
    key: narrows ? JSON.stringify([types ?? null, arns ?? null, taggedWith ?? null]) : '',
    ...(types === undefined ? {} : { types }),
    ...(arns === undefined ? {} : { arns }),
    ...(taggedWith === undefined ? {} : { taggedWith }),
    includes: (arn, type) =>
      (byType === undefined || (type !== undefined && byType.has(type))) &&
      (byArn === undefined || (arn !== undefined && byArn(arn))) &&
      (taggedWith === undefined || (arn !== undefined && byTag?.has(arn) === true)),
  };
};

/** What is expected is judged once a report; everything else for each filter set. */
export const isOfReport = ({ control }: BoundControl): boolean =>
  control.judges === 'expectedResource' || control.judges === 'recoveryPoint';

export const isOn = ({ options }: BoundControl, filterSet: string): boolean =>
  options.filterSets === undefined || options.filterSets.includes(filterSet);

/** When, where and over what a control is judged on a filter set. */
export const circumstancesOf = (
  { narrowing }: BoundControl,
  set: FilterSet,
  asOf: number,
  region?: string,
): Circumstances => ({
  asOf,
  window: windowOf(set, asOf),
  ...(region === undefined ? {} : { region }),
  ...(narrowing.types === undefined ? {} : { resourceTypes: narrowing.types }),
});

export const remembersOf = (bound: BoundControl, set: FilterSet, asOf: number): Remembers => {
  const { control, options } = bound;
  if (control.judges !== 'resource') return {};
  return control.remembers?.(options, circumstancesOf(bound, set, asOf)) ?? {};
};

/** Whether a job is in a narrowing. */
export const includesJob = (narrowing: Narrowing, job: CopyJob): boolean =>
  narrowing.includes(job.ResourceArn, job.ResourceType);
