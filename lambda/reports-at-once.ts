import type { DefinitionItem } from '../audit/record/items.js';
import { definitionOf, readDefinition } from '../aws/table/definitions.js';
import { ReportReader } from '../aws/table/reader.js';
import type { Table } from '../aws/table/table.js';

// Events come in bursts; a report that is declared waits so long at most before it is listened for.
const FRESH = 60_000;
let known: { readonly table: string; readonly until: number; readonly reports: readonly string[] } | undefined;

/** Names of the reports that are judged at once. */
export const reportsAtOnce = async (table: Table): Promise<readonly string[]> => {
  if (known !== undefined && known.table === table.name && table.now() < known.until) return known.reports;
  const reports: string[] = [];
  for (const report of await new ReportReader(table).reportNames()) {
    const item = await readDefinition(table, report);
    if (item !== undefined && (await wantsIt(item))) reports.push(report);
  }
  known = { table: table.name, until: table.now() + FRESH, reports };
  return reports;
};

/** One that cannot be read, of a newer library, is left to its schedule. */
const wantsIt = async (item: DefinitionItem): Promise<boolean> => {
  try {
    return (await definitionOf(item)).realtime === true;
  } catch {
    return false;
  }
};
