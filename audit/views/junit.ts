import type { Run } from '../run.js';
import { type TestCase, casesOf, line } from './junit-cases.js';
import { number, plural, time } from './words.js';
import { type Element, xmlOf } from './xml.js';

/**
 * Runs as JUnit writes tests, for whatever shows test results (Jenkins, GitLab, Azure Pipelines): a suite a report; a test case
 * for each control on each filter set, so that a test has the same name in every run, and one for whether all was read.
 */
export const junitOf = (runs: readonly Run[]): string => xmlOf({ name: 'testsuites', content: runs.map(suiteOf) });

const suiteOf = (run: Run, index: number): Element => {
  const cases = casesOf(run);
  const count = (outcome: 'failure' | 'error' | 'skipped') => cases.filter((each) => each.outcome === outcome).length;
  return {
    name: 'testsuite',
    attributes: {
      id: index,
      name: run.report,
      package: 'copy-audit',
      // Without fractions and zone: some readers know no others.
      timestamp: run.asOf.slice(0, 19),
      hostname: 'aws-backup',
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
      time: 0,
    },
    content: [
      { name: 'properties', content: propertiesOf(run) },
      ...cases.map((each) => elementOf(each, run.report)),
      { name: 'system-out', content: systemOut(run) },
      { name: 'system-err', content: '' },
    ],
  };
};

const propertiesOf = ({ status, runId, definitionHash, compliancePercent, counts }: Run): Element[] =>
  Object.entries({
    status,
    runId,
    definitionHash,
    compliancePercent: compliancePercent ?? '',
    copyJobs: counts.copyJobs,
  }).map(([name, value]) => ({ name: 'property', attributes: { name, value } }));

const systemOut = ({ counts, causes, asOf }: Run): string =>
  [
    `as of ${time(asOf)}: ${plural(counts.copyJobs, 'copy job')} of ${plural(counts.resources, 'resource')}, ${number(counts.failedJobs)} failed`,
    ...causes.map(({ title, jobs, remedy }) => line(`${plural(jobs, 'job')}: ${title}. Do: ${remedy}`)),
  ].join('\n');

const elementOf = (test: TestCase, report: string): Element => {
  const element = { name: 'testcase', attributes: { classname: report, name: test.name, time: 0 } };
  if (test.outcome === 'passed') return element;
  const { outcome, message, type, lines } = test;
  // What was skipped has no type to some readers.
  const attributes: Element['attributes'] = outcome === 'skipped' ? { message } : { message, type };
  return { ...element, content: [{ name: outcome, attributes, content: lines.join('\n') }] };
};
