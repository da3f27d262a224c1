import { type AsffContext, type AsffFinding, asffOf } from '../audit/security-hub/asff.js';
import { dueFindings, isSevereEnough } from '../audit/security-hub/due.js';
import type { Severity } from '../audit/status.js';
import { readDelivered, removeDelivered } from './table/delivered.js';
import { newsFor } from './table/news.js';
import type { Table } from './table/table.js';

/** Sends findings, all or none that is still to be sent: it throws where one is refused. */
export interface FindingsSink {
  send(findings: readonly AsffFinding[]): Promise<void>;
}

/** Whose findings they are: auditor, account, Region. */
export type Sender = Pick<AsffContext, 'auditor' | 'accountId' | 'region' | 'partition'>;

const DELIVERY = 'SecurityHub';

/** How many findings were sent. */
export interface Sent {
  readonly open: number;
  readonly closed: number;
}

/** Tells Security Hub what a run found; nothing where it was told this already, or something newer. */
export const tellSecurityHub = async (
  table: Table,
  hub: FindingsSink,
  sender: Sender,
  { report, runId, minimum }: { readonly report: string; readonly runId: string; readonly minimum: Severity },
): Promise<Sent | undefined> => {
  const news = await newsFor(table, DELIVERY, { report, runId }, isSevereEnough(minimum));
  if (news === undefined) return undefined;
  const { controls, asOf } = news.header;
  const titles = new Map(controls.map(({ controlId, title }) => [controlId, title]));
  const context = { ...sender, report, runId, asOf, titles };
  const { open, closed } = dueFindings({ ...news, asOf });
  await hub.send([
    ...open.map((finding) => asffOf(finding, context)),
    ...closed.map(({ finding, reason }) => asffOf(finding, context, reason)),
  ]);
  await news.remember();
  return { open: open.length, closed: closed.length };
};

/** Closes all that Security Hub was told of a report that is removed. */
export const closeInSecurityHub = async (
  table: Table,
  hub: FindingsSink,
  sender: Sender,
  report: string,
): Promise<Sent> => {
  const of = { report, delivery: DELIVERY };
  const told = await readDelivered(table, of);
  if (told === undefined) return { open: 0, closed: 0 };
  const context = {
    ...{ ...sender, report, runId: told.item.runId },
    asOf: new Date(table.now()).toISOString(),
    titles: new Map<string, string>(),
  };
  const open = told.told.findings.filter(({ exempt }) => exempt === undefined);
  await hub.send(open.map((finding) => asffOf(finding, context, 'REMOVED')));
  // Declared again, all that it finds is new.
  await removeDelivered(table, of, told);
  return { open: 0, closed: open.length };
};
