import * as z from 'zod';
import { findingSchema } from '../finding.js';
import type { Run, RunHeader } from '../run.js';
import { controlResultSchema, runHeaderSchema } from '../run.js';
import type { Changes } from './changes.js';
import type { EarlierRun, KnownFinding } from './judged-run.js';

const toldFindingSchema = findingSchema
  .pick({ id: true, control: true, controlId: true, filterSet: true, severity: true, verdict: true, subject: true })
  .extend(findingSchema.pick({ exempt: true, firstSeen: true, found: true }).shape)
  // Of the copy job only what tells whether it was finished.
  .extend({ job: z.object({ State: z.unknown() }).optional() });
export type ToldFinding = z.output<typeof toldFindingSchema>;

/** What somebody was told of a report: enough to tell later what has changed since, whatever became of that run. */
export const toldSchema = z.object({
  header: runHeaderSchema
    .pick({ asOf: true, status: true, definitionHash: true })
    .extend({ controls: z.array(controlResultSchema.pick({ controlId: true, filterSet: true })) }),
  findings: z.array(toldFindingSchema),
});
export type Told = z.output<typeof toldSchema>;

/**
 * What is told once the changes of a run are. What could not be judged in it is still so as far as anybody was told: it is
 * remembered until a run says otherwise.
 */
export const toldOf = (
  { asOf, status, definitionHash, controls }: RunHeader,
  findings: Run['findings'],
  { gone }: Pick<Changes<ToldFinding, KnownFinding>, 'gone'>,
): Told & EarlierRun<ToldFinding> => ({
  header: {
    ...{ asOf, status, definitionHash },
    controls: controls.map(({ controlId, filterSet }) => ({
      controlId,
      ...(filterSet === undefined ? {} : { filterSet }),
    })),
  },
  findings: [
    ...findings.map(short),
    ...gone.filter(({ reason }) => reason === 'NOT_EVALUATED').map(({ finding }) => finding),
  ],
});

const short = ({ job, ...finding }: Run['findings'][number]): ToldFinding => ({
  ...toldFindingSchema.omit({ job: true }).parse(finding),
  ...(job === undefined ? {} : { job: { State: job['State'] } }),
});
