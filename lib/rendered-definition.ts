import type { DefinitionInput } from '../audit/definition.js';
import { given } from './given.js';
import type { ReportDefinitionProps } from './report-definition-props.js';
import { writtenIfGiven } from './written-duration.js';

/** A definition as it crosses the wall: JSON, but for the tokens in it. */
export type RenderedDefinition = DefinitionInput;

/** The definition that properties declare; `id` names the report where they do not. */
export const renderDefinition = (id: string, props: ReportDefinitionProps): RenderedDefinition => ({
  name: props.reportName ?? id,
  ...given({
    description: props.description,
    schedule: props.schedule?.expressionString,
    realtime: props.realtime,
    filterSets: props.filterSets?.flatMap((set) => set._render()),
    controls: props.controls?.flatMap((control) => control._render()),
    exemptions: props.exemptions?.map((exemption) => exemption._render()),
    gate: props.gate?._render(),
    forgetResourcesAfter: writtenIfGiven(props.forgetResourcesAfter),
    requestsPerSecond: props.requestsPerSecond,
    maxConcurrency: props.maxConcurrency,
    keepRunsFor: writtenIfGiven(props.keepRunsFor),
  }),
});
