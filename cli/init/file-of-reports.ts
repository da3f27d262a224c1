import { Document, type Node, isMap, isNode, isSeq, visit } from 'yaml';
import type { DerivedReport, Noted } from '../../audit/backup-plan/derived-report.js';
import { steeringWrittenOut } from '../../audit/steering.js';
import { plain } from '../views/plain.js';

const SCHEMA = 'node_modules/cdk-backup-copy-audit/schema/copy-audit.schema.json';

/** A file of reports as people write it, with comments that say where each thing comes from. */
export const fileOfReports = (introduction: readonly string[], reports: readonly DerivedReport[]): string => {
  const document = new Document({
    version: 1,
    reports: reports.map(({ definition, filterSets, controls }) => ({
      ...definition,
      filterSets: filterSets.map(({ value }) => value),
      controls: controls.map(({ value }) => value),
    })),
  });
  document.commentBefore = commentOf([`yaml-language-server: $schema=${SCHEMA}`, '', ...introduction]);
  reports.forEach((report, index) => {
    comment(document.getIn(['reports', index], true), report.notes, index > 0);
    annotate(document, ['reports', index, 'filterSets'], report.filterSets);
    annotate(document, ['reports', index, 'controls'], report.controls);
  });
  visit(document, {
    // Between double quotes what would steer a terminal can be written out.
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && steeringWrittenOut(scalar.value) !== scalar.value)
        scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return steeringWrittenOut(document.toString({ lineWidth: 0, flowCollectionPadding: true }));
};

const annotate = (document: Document, path: readonly (string | number)[], noted: readonly Noted<object>[]): void => {
  let said: string | undefined;
  noted.forEach(({ value, notes }, index) => {
    const node: unknown = document.getIn([...path, index], true);
    // A control is a line; a reason that is that of the line before is not said again.
    if (isMap(node)) node.flow = 'control' in value;
    if (notes.join() !== said) comment(node, notes, false);
    said = notes.join();
  });
  const list: unknown = document.getIn(path, true);
  if (isSeq(list)) list.flow = false;
};

const comment = (node: unknown, notes: readonly string[], spaceBefore: boolean): void => {
  if (!isNode(node)) return;
  (node as Node).spaceBefore = spaceBefore;
  const text = commentOf(notes.filter((note) => note !== ''));
  if (text !== '') (node as Node).commentBefore = text;
};

// Names are foreign: a comment is one line of its own, whatever they hold.
const commentOf = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '' : ` ${plain(line)}`)).join('\n');
