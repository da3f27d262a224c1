/** Values by time, in order; seconds since 1970, each the start of a period. */
export interface Series {
  readonly points: readonly Point[];
  readonly period: number;
  /** What it is of; a label may ask for it. */
  readonly metric?: MetricIdentity;
  /** As it was written; not there where arithmetic made something else of it. */
  readonly unit?: string;
  /** The label that it brings along, of a metric that an expression passes on. */
  readonly label?: string;
}

export type Point = readonly [time: number, value: number];

export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** The time that a dashboard shows, in seconds since 1970. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const valuesOf = ({ points }: Series): number[] => points.map(([, value]) => value);
export const lastOf = ({ points }: Series): number | undefined => points.at(-1)?.[1];
