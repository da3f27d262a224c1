import { type Definition, parseDefinition } from '../../audit/definition.js';
import { RecordError } from '../../audit/errors.js';
import { type Declaration, type DefinitionItem, definitionItemSchema, parseItem } from '../../audit/record/items.js';
import { LOOKUP_REPORTS, definitionKey } from '../../audit/record/keys.js';
import { packText, unpackText } from '../packed.js';
import type { Condition } from './condition.js';
import type { Table } from './table.js';

// Readable in the table as long as it is of a size that people read.
const READABLE = 40_000;
// An item has 400 KB, and holds two: the one that is declared, and the one that was accepted before.
const LARGEST = 150_000;

/** The text of a definition, as an item keeps it. Packed where it is long. */
export const declared = async (json: string): Promise<Pick<Declaration, 'definition' | 'packed'>> => {
  if (json.length <= READABLE) return { definition: json };
  const packed = await packText(json);
  if (packed.length > LARGEST)
    throw new RecordError(`The definition is too long to be stored: ${json.length} characters of JSON`);
  return { packed };
};

/** The definition that an item declares, as it was declared. */
export const declaredOf = async ({
  definition,
  packed,
}: Pick<Declaration, 'definition' | 'packed'>): Promise<unknown> =>
  JSON.parse(definition ?? (packed === undefined ? 'null' : await unpackText(packed)));

/** The definition that an item declares. */
export const definitionOf = async (item: Pick<Declaration, 'definition' | 'packed'>): Promise<Definition> =>
  parseDefinition(await declaredOf(item));

export const readDefinition = async (table: Table, report: string): Promise<DefinitionItem | undefined> => {
  const item = await table.get(definitionKey(report));
  return item === undefined ? undefined : parseItem(definitionItemSchema, item, `The definition of report ${report}`);
};

/** Puts a definition in the place of the one that was read; false where another was written meanwhile. */
export const putDefinition = (table: Table, item: DefinitionItem, read: DefinitionItem | undefined): Promise<boolean> =>
  table.put(
    { ...definitionKey(item.report), lookupPk: LOOKUP_REPORTS, lookupSk: item.report, ...item },
    unchangedSince(read),
  );

export const removeDefinition = (table: Table, read: DefinitionItem): Promise<boolean> =>
  table.remove(definitionKey(read.report), unchangedSince(read));

const unchangedSince = (read: DefinitionItem | undefined): Condition => {
  if (read === undefined) return 'ABSENT';
  const { stackId, logicalId, definitionHash, acceptedHash, updatedAt } = read;
  return { still: { stackId, logicalId, definitionHash, acceptedHash, updatedAt } };
};
