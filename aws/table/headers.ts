import { RecordError } from '../../audit/errors.js';
import { MOST_UNREAD_UNITS, type Run, type RunHeader, runHeaderSchema } from '../../audit/run.js';
import { pack, unpack } from '../packed.js';

// LATEST has 400 KB for all of its attributes.
const LARGEST = 300_000;

/** All of a run but its findings and rows, small enough for an item: what went well without a word is left out first. */
export const packHeader = async ({
  findings: _findings,
  resources: _resources,
  ...header
}: Run): Promise<Uint8Array<ArrayBuffer>> => {
  const noted = header.units.filter(({ error, notes }) => error === undefined && notes !== undefined);
  // Notes of thousands of accounts must not take the place of one that could not be read.
  const worthTelling = [...header.units.filter(({ error }) => error !== undefined), ...noted];
  const ways: readonly RunHeader[] = [
    header,
    { ...header, units: worthTelling },
    { ...header, units: worthTelling.slice(0, MOST_UNREAD_UNITS).map(({ notes: _notes, ...unit }) => unit) },
    { ...header, units: worthTelling.slice(0, MOST_UNREAD_UNITS), exemptions: [], causes: header.causes.slice(0, 10) },
  ];
  for (const way of ways) {
    const bytes = await pack(way);
    if (bytes.length <= LARGEST) return bytes;
  }
  throw new RecordError(
    `Run ${header.runId} is too long to be stored: it has ${header.controls.length} results of controls`,
  );
};

export const unpackHeader = async (bytes: Uint8Array): Promise<RunHeader> => runHeaderSchema.parse(await unpack(bytes));
