import { Color, type HorizontalAnnotation } from 'aws-cdk-lib/aws-cloudwatch';
import type { Options } from '../../audit/controls/index.js';
import type { Definition } from '../../audit/definition.js';

type FreshWithin = Options<'freshWithin'>;

const HOUR = 3_600_000;

/** The oldest that a copy may be by a definition, in hours: the shortest of its limits, which is what metrics hold ages against. */
export const ageLimitOf = ({ controls }: Definition): number | undefined => {
  const limits = controls.flatMap((declared) =>
    declared.control === 'freshWithin' ? [(declared as unknown as FreshWithin).within] : [],
  );
  return limits.length === 0 ? undefined : Math.min(...limits) / HOUR;
};

/** Draws a limit once, however many reports have it. */
export const addAgeLimit = (limits: HorizontalAnnotation[], hours: number): void => {
  if (limits.some(({ value }) => value === hours)) return;
  limits.push({ value: hours, label: `limit of ${hours} hours`, color: Color.RED });
};
