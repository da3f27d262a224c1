import type { z } from 'zod';
import type { CopyJob } from './copy-job.js';
import { matchesAny } from './pattern.js';
import { endMoment, nonEmpty, properties } from './schema.js';

/** A subject excused from a control, with a reason and an end. All that it names must match. */
export const exemptionSchema = properties(
  {
    resource: nonEmpty('a pattern of resource ARNs')
      .optional()
      .describe('Excuses findings of resources whose ARN matches: `*` is any run of characters, `?` is one.'),
    vault: nonEmpty('a pattern of vault ARNs')
      .optional()
      .describe('Excuses findings of copy jobs whose destination vault’s ARN matches.'),
    control: nonEmpty('the id of a control')
      .optional()
      .describe('Excuses findings of the control with this id: its name, where it was given none.'),
    job: nonEmpty('the id of a copy job').optional().describe('Excuses findings of the copy job with this id.'),
    reason: nonEmpty('a reason', 1000).describe('Why it is excused; the report shows it beside each finding.'),
    until: endMoment().describe(
      'When it ends: a date (to the end of that day, UTC) or a time with its zone. Findings count again from then on.',
    ),
  },
  'an exemption',
).superRefine((exemption, context) => {
  const { resource, vault, control, job } = exemption;
  if ((resource ?? vault ?? control ?? job) === undefined)
    context.addIssue({
      code: 'custom',
      path: [],
      message: 'expected at least one of resource, vault, control and job',
    });
});

export type Exemption = z.output<typeof exemptionSchema>;

/** What an exemption is held against. */
export interface Excusable {
  readonly controlId: string;
  readonly resourceArn?: string | undefined;
  readonly job?: CopyJob | undefined;
}

/** Finds the exemption of a finding; compiled once. */
export class Exemptions {
  readonly #entries: readonly { exemption: Exemption; index: number; excuses: (finding: Excusable) => boolean }[];

  constructor(
    readonly exemptions: readonly Exemption[],
    readonly asOf: number,
  ) {
    this.#entries = exemptions.map((exemption, index) => ({ exemption, index, excuses: excuses(exemption) }));
  }

  /** The exemption in force that excuses it, else one that did until it ended. */
  find(
    finding: Excusable,
  ): { readonly index: number; readonly exemption: Exemption; readonly isInForce: boolean } | undefined {
    let ended: { index: number; exemption: Exemption; isInForce: boolean } | undefined;
    for (const { exemption, index, excuses } of this.#entries) {
      if (!excuses(finding)) continue;
      if (this.asOf < exemption.until) return { index, exemption, isInForce: true };
      ended ??= { index, exemption, isInForce: false };
    }
    return ended;
  }
}

/** Vault and job are a copy job's: what names them excuses nothing but findings of jobs. */
const excuses = (exemption: Exemption): ((finding: Excusable) => boolean) => {
  const { control, job, resource, vault } = exemption;
  const isResource = resource === undefined ? undefined : matchesAny([resource]);
  const isVault = vault === undefined ? undefined : matchesAny([vault]);
  return (finding) => {
    if (control !== undefined && finding.controlId !== control) return false;
    if (isResource !== undefined && (finding.resourceArn === undefined || !isResource(finding.resourceArn)))
      return false;
    if (job !== undefined && finding.job?.CopyJobId !== job) return false;
    if (isVault !== undefined) {
      const destination = finding.job?.DestinationBackupVaultArn;
      if (destination === undefined || !isVault(destination)) return false;
    }
    return true;
  };
};
