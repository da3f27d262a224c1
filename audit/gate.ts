import type { z } from 'zod';
import type { Status } from './status.js';
import { oneOf, properties } from './schema.js';

/** What fails the deployment that declares a report. */
export const GATES = ['NEVER', 'NON_COMPLIANT', 'NOT_COMPLIANT'] as const;

export const gateSchema = properties(
  {
    failOn: oneOf(GATES).describe(
      'NEVER lets every deployment through. NON_COMPLIANT fails it for a certain breach. NOT_COMPLIANT fails it for anything but COMPLIANT: what could not be told or read too.',
    ),
  },
  'a gate such as {"failOn": "NON_COMPLIANT"}',
);

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
