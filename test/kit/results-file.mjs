import { appendFileSync, mkdirSync } from 'node:fs';

/** Adds how a run of jest ended to coverage/results.ndjson, where `.ci/run` counts all of them. */
export default class ResultsFile {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests }) {
    mkdirSync('coverage', { recursive: true });
    const result = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
    appendFileSync('coverage/results.ndjson', `${JSON.stringify(result)}\n`);
  }
}
