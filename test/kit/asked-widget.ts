import { widgetAnswer } from '../../audit/widget/answer.js';
import { ReportReader } from '../../aws/table/reader.js';
import type { Table } from '../../aws/table/table.js';
import { AS_OF } from './audit-of.js';

export const ENDPOINT = 'arn:aws:lambda:eu-west-1:111111111111:function:customWidgetCopyAudit';

export interface Asked {
  readonly now?: number;
  readonly theme?: string;
  readonly timeRange?: unknown;
  readonly forms?: Readonly<Record<string, unknown>>;
  readonly onError?: (error: unknown) => void;
}

/** A context as CloudWatch's page shows one, but for what is given. */
export const contextOf = ({ now = AS_OF, theme = 'light', timeRange, forms = {} }: Asked = {}) => ({
  dashboardName: 'CopyAudit-default-eu-west-1',
  widgetId: 'widget-16',
  accountId: '111111111111',
  locale: 'en',
  timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
  period: 300,
  isAutoPeriod: true,
  timeRange: timeRange ?? { mode: 'relative', start: now - 14 * 86_400_000, end: now, relativeStart: 14 * 86_400_000 },
  theme,
  linkCharts: true,
  title: 'Reports',
  forms: { all: forms },
  params: {},
  width: 588,
  height: 369,
});

/** What a widget answers over a table. */
export const askWidget = async (table: Table, params: object = {}, asked: Asked = {}): Promise<string> => {
  const { now = AS_OF, onError } = asked;
  const event = { ...params, widgetContext: contextOf(asked) };
  const options = { endpoint: ENDPOINT, now, ...(onError === undefined ? {} : { onError }) };
  const answer = await widgetAnswer(event, new ReportReader(table), options);
  if (typeof answer !== 'string') throw new Error('The answer is no HTML');
  return answer;
};
