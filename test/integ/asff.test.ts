import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type AsffFinding, asffOf } from '../../audit/security-hub/asff.js';
import { auditOf } from '../kit/audit-of.js';
import { aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { clientsPython, hasPython } from './kit/install.js';

const describeModel = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: AWS’s Python client wants Python 3.10 or later with venv, and there is none');

const validate = (findings: readonly object[]) => {
  const script = join(__dirname, 'asff', 'validate.py');
  const { status, stderr } = spawnSync(clientsPython(), [script], {
    input: JSON.stringify([findings]),
    encoding: 'utf8',
  });
  return { status, stderr };
};

describeModel('findings for Security Hub', () => {
  let findings: AsffFinding[];
  beforeAll(async () => {
    const controls = [
      { control: 'completed' },
      { control: 'freshWithin', within: '1h' },
      { control: 'maximumFailures', failures: 0 },
    ] as const;
    const jobs = foreignTexts.map(([, text], n) => aForeignJob(text, { CopyJobId: `job-${n}` }));
    const run = await auditOf({ controls }, jobs);
    const context = {
      ...{ auditor: 'default', report: run.report, runId: run.runId, asOf: run.asOf },
      ...{ partition: 'aws', region: 'eu-west-1', accountId: '111111111111' },
      titles: new Map(run.controls.map(({ controlId, title }) => [controlId, title])),
    };
    findings = run.findings.flatMap((finding) => [asffOf(finding, context), asffOf(finding, context, 'RESOLVED')]);
  });

  it('fit AWS’s own model, open and closed, whatever AWS Backup said', () => {
    expect(findings.length).toBeGreaterThan(2 * foreignTexts.length);
    expect(validate(findings)).toEqual({ status: 0, stderr: '' });
  });

  it('are refused by it where they do not', () => {
    const [{ Resources: _, ...rest }] = findings as [AsffFinding];
    expect(validate([{ ...rest, Titel: 'x' }]).stderr).toMatch(
      /Missing required parameter in Findings\[0\]: "Resources"/,
    );
  });
});
