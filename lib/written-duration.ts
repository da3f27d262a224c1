import type { Duration } from 'aws-cdk-lib';
import { formatDuration } from '../audit/duration.js';

const SUFFIXES: Readonly<Record<string, string>> = {
  millis: 'ms',
  seconds: 's',
  minutes: 'm',
  hours: 'h',
  days: 'd',
};

/** A duration as definitions write it: `26h`. One of a deploy-time number keeps its unit: `${Token}d`. */
export const written = (duration: Duration): string => {
  if (!duration.isUnresolved()) return formatDuration(duration.toMilliseconds());
  const [amount = ''] = duration.formatTokenToNumber().split(' ');
  return `${amount}${SUFFIXES[duration.unitLabel()] ?? ''}`;
};

export const writtenIfGiven = (duration: Duration | undefined): string | undefined =>
  duration === undefined ? undefined : written(duration);
