import * as z from 'zod';
import type { Problem } from '../errors.js';
import { DAY } from '../schema.js';
import type { Theme } from '../views/frame.js';
import { type Place, placeSchema } from '../views/place.js';

type Parameters = Readonly<Record<string, unknown>>;

const range = z.object({ start: z.number(), end: z.number() });
const record = z.record(z.string(), z.unknown());

/**
 * What a dashboard tells a widget of itself, as far as it is used; whatever is not as documented is left out.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html
 */
const contextSchema = z
  .object({
    theme: z.enum(['light', 'dark']).catch('light'),
    timeRange: range
      .extend({ zoom: range.optional().catch(undefined) })
      .optional()
      .catch(undefined),
    period: z.number().positive().optional().catch(undefined),
    isAutoPeriod: z.boolean().catch(true),
    params: record.catch({}),
    forms: z.object({ all: record.catch({}) }).catch({ all: {} }),
  })
  .catch({ theme: 'light', isAutoPeriod: true, params: {}, forms: { all: {} } });

/** What a widget is asked to show. */
export interface WidgetRequest {
  readonly theme: Theme;
  /** The time that is looked at: the dashboard's, or the part of it that is zoomed into. */
  readonly from: number;
  readonly to: number;
  /** In milliseconds, where the dashboard's reader has chosen one: a point of a trend for each. */
  readonly period?: number | undefined;
  readonly place: Place | { readonly view: 'refused'; readonly problems: readonly Problem[] };
}

// Where a widget is called without a dashboard.
const USUAL = 14 * DAY;

export const isDescribe = (event: unknown): boolean => record.safeParse(event).data?.['describe'] === true;

export const requestOf = (event: unknown, now: number): WidgetRequest => {
  const { widgetContext, describe: _describe, ...own } = record.catch({}).parse(event);
  const { theme, timeRange, period, isAutoPeriod, params, forms } = contextSchema.parse(widgetContext ?? {});
  const { start: from, end: to } = timeRange?.zoom ?? timeRange ?? { start: now - USUAL, end: now };
  const chosen = isAutoPeriod || period === undefined ? undefined : period * 1000;
  return { theme, from, to, period: chosen, place: placeOf(Object.keys(own).length === 0 ? params : own, forms.all) };
};

const placeOf = (given: Parameters, form: Parameters): WidgetRequest['place'] => {
  const view = given['view'] ?? usualView(given);
  // A reader may have typed the ARN of a resource into the widget.
  const resource = given['resource'] ?? (view === 'resource' ? form['resource'] : undefined);
  const trimmed = typeof resource === 'string' ? resource.trim() : resource;
  const parsed = placeSchema.safeParse({ ...given, view, ...(trimmed === undefined ? {} : { resource: trimmed }) });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { view: 'refused', problems };
};

const usualView = ({ report, finding, resource }: Parameters): Place['view'] => {
  if (finding !== undefined) return 'finding';
  if (report !== undefined) return 'report';
  return resource === undefined ? 'reports' : 'resource';
};
