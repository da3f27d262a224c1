import { z } from 'zod';
import type { Status } from './status.js';
import { oneOf } from './schema.js';

/** What fails the deployment that declares a report. */
export const GATES = ['NEVER', 'NON_COMPLIANT', 'NOT_COMPLIANT'] as const;

/** `NON_COMPLIANT`: a certain breach. `NOT_COMPLIANT`: anything but COMPLIANT, what could not be told or read too. */
export const gateSchema = z.strictObject({ failOn: oneOf(GATES) });

export type Gate = z.output<typeof gateSchema>;

export const passes = (gate: Gate, status: Status): boolean => {
  switch (gate.failOn) {
    case 'NEVER':
      return true;
    case 'NON_COMPLIANT':
      return status !== 'NON_COMPLIANT';
    case 'NOT_COMPLIANT':
      return status === 'COMPLIANT';
  }
};
