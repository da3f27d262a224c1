import { widgetAnswer } from '../audit/widget/answer.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { ReportReader } from '../aws/table/reader.js';
import { Table } from '../aws/table/table.js';

interface Context {
  readonly invokedFunctionArn: string;
}

/** Answers CloudWatch's dashboards: HTML of what the table holds. Links call this same function again. */
export const handler = async (
  event: unknown,
  { invokedFunctionArn }: Context,
): Promise<string | { readonly markdown: string }> => {
  return widgetAnswer(event, readerOf(environment('table')), {
    endpoint: invokedFunctionArn,
    now: Date.now(),
    onError: (error) => loggerOf('widget', {}).error('not shown', error as Error),
  });
};

// Kept from one call to the next with its connection: somebody who clicks from view to view waits for each.
const readers = new Map<string, ReportReader>();

const readerOf = (name: string): ReportReader => {
  const reader = readers.get(name) ?? new ReportReader(new Table({ name }));
  readers.set(name, reader);
  return reader;
};
