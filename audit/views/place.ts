import * as z from 'zod';
import { matching, nonEmpty, oneOf, properties } from '../schema.js';
import { SEVERITIES } from '../status.js';

/** Where a reader can be: what a link leads to, and what a custom widget's parameters say. */

export const VIEWS = ['reports', 'report', 'findings', 'finding', 'resource', 'top'] as const;

const report = () => nonEmpty('the name of a report', 64).describe('Name of the report.');
const run = () =>
  nonEmpty('the id of a run', 80).describe('A run of the report. Default: the latest of the time range.');
/** The severity’s rank, 1 if exempt, the id: as findings are in order. */
const AFTER_FINDING = /^[0-4]#[01]#[0-9a-f]{32}$/;

const places = {
  reports: properties(
    {
      view: z.literal('reports'),
      after: report().optional().describe('The last report of the page before.'),
    },
    'the view reports',
  ),
  report: properties({ view: z.literal('report'), report: report(), run: run().optional() }, 'the view report'),
  findings: properties(
    {
      view: z.literal('findings'),
      report: report(),
      run: run().optional(),
      control: nonEmpty('the id of a control').optional().describe('Findings of this control only.'),
      filterSet: nonEmpty('the name of a filter set').optional().describe('Findings in this filter set only.'),
      cause: nonEmpty('the id of a cause').optional().describe('Findings with this cause only.'),
      severity: oneOf(SEVERITIES).optional().describe('Findings of this severity only.'),
      after: matching(AFTER_FINDING, 'where the page of findings before ended')
        .optional()
        .describe('Where the page before ended.'),
    },
    'the view findings',
  ),
  finding: properties(
    {
      view: z.literal('finding'),
      report: report(),
      run: run().optional(),
      finding: matching(/^[0-9a-f]{32}$/, 'the id of a finding, 32 hexadecimal digits').describe('Id of the finding.'),
    },
    'the view finding',
  ),
  top: properties(
    { view: z.literal('top'), report: report().optional().describe('Name of a report. Default: all of them.') },
    'the view top',
  ),
  resource: properties(
    {
      view: z.literal('resource'),
      resource: nonEmpty('the ARN of a resource', 2048).describe('ARN of the resource.'),
    },
    'the view resource',
  ),
};

export const placeSchema = z.discriminatedUnion(
  'view',
  [places.reports, places.report, places.findings, places.finding, places.resource, places.top],
  {
    error: ({ input }) =>
      `expected one of the views ${VIEWS.join(', ')}, got ${JSON.stringify((input as { view?: unknown } | undefined)?.view)}`,
  },
);
export type Place = z.output<typeof placeSchema>;
export type PlaceOf<V extends Place['view']> = Extract<Place, { readonly view: V }>;
