import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { parsed } from '../../kit/parsed-html.js';
import { atTerminal } from '../../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));

const failedJobs = (count: number, fields: object = {}) =>
  Array.from({ length: count }, (_, index) =>
    aCopyJob({
      CopyJobId: `job-${index}`,
      State: 'FAILED',
      StatusMessage: 'Access Denied trying to call AWS Backup service',
      ResourceArn: `arn:aws:rds:eu-west-1:111122223333:db:orders-${index}`,
      CreationDate: '2026-11-24T02:00:00Z',
      ...fields,
    }),
  );

const fileOf = async (jobs: readonly object[], definition = 'name: Offsite\n'): Promise<string> => {
  const [jobsFile, definitionFile] = [join(folder, 'jobs.ndjson'), join(folder, 'definition.yaml')];
  writeFileSync(jobsFile, jobs.map((job) => JSON.stringify(job)).join('\n'));
  writeFileSync(definitionFile, definition);
  const args = ['run', '--as-of', '2026-11-24T12:00:00Z', '--jobs', jobsFile, '--definition', definitionFile];
  return (await atTerminal([...args, '--output', 'html'])).out;
};

const bodyOf = (file: string) => parsed(file.slice(file.indexOf('<main'), file.indexOf('</body>')));
const idsOf = (file: string): string[] => bodyOf(file).flatMap(({ attributes }) => attributes['id'] ?? []);
const linksOf = (file: string): string[] =>
  bodyOf(file).flatMap(({ attributes }) =>
    attributes['href']?.startsWith('#') === true ? [attributes['href'].slice(1)] : [],
  );

describe('a report to hand over', () => {
  it('leads from the report to each finding and its resource, inside the file', async () => {
    const file = await fileOf(failedJobs(3));
    const ids = idsOf(file);
    const kinds = ids.map((id) => id.split('/')[0]);
    expect(kinds.filter((kind) => kind === 'finding').length).toBeGreaterThanOrEqual(3);
    expect(kinds.filter((kind) => kind === 'resource')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'report')).toHaveLength(1);
    expect(new Set(ids).size).toBe(ids.length);
    const links = linksOf(file);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    expect(file).toContain('job-1');
  });

  it('loads nothing, from nowhere', async () => {
    const file = await fileOf(failedJobs(2));
    for (const { tag, attributes } of bodyOf(file)) {
      expect(['script', 'img', 'link', 'iframe', 'form', 'object']).not.toContain(tag);
      expect(Object.keys(attributes).filter((name) => name === 'src' || name.startsWith('on'))).toEqual([]);
    }
    expect(file).not.toMatch(/url\(|@import/);
    expect(file).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('holds the worst of a large run, and says what it leaves out and where that is', async () => {
    const file = await fileOf(failedJobs(300));
    const findings = idsOf(file).filter((id) => id.startsWith('finding/'));
    expect(findings).toHaveLength(120);
    const [leftOut = ''] = /Left out:[^.]*\./.exec(file) ?? [];
    expect(leftOut.replaceAll(/\s+/g, ' ')).toBe(
      'Left out: the evidence of 480 findings, the history of 40 resources.',
    );
    expect(file.includes('copy-audit run --output json')).toBe(true);
    const ids = new Set(idsOf(file));
    expect(linksOf(file).filter((link) => !ids.has(link))).toEqual([]);
  });

  it('says of a small one nothing of the kind', async () => {
    expect((await fileOf(failedJobs(1))).includes('Left out')).toBe(false);
  });

  it('shows several reports, the worst first', async () => {
    const file = await fileOf(
      [aCopyJob({ CreationDate: '2026-11-24T02:00:00Z', CompletionDate: '2026-11-24T03:00:00Z' }), ...failedJobs(1)],
      'reports:\n  - { name: Holds, controls: [{ control: minimumCopies, copies: 1 }] }\n  - { name: Fails, description: For <b>auditors</b>, controls: [{ control: completed }] }\n',
    );
    expect(linksOf(file).slice(0, 2)).toEqual(['report/Fails', 'report/Holds']);
    expect(/<h1>[^<]*/.exec(file)?.[0]).toContain('1 of 2 reports not compliant');
    expect(file.includes('For &lt;b&gt;auditors&lt;/b&gt;')).toBe(true);
  });

  it('shows what AWS wrote as text', async () => {
    const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const file = await fileOf(
      failedJobs(1, { StatusMessage: markup, ResourceName: markup, IamRoleArn: `"'>${markup}` }),
    );
    expect(file.includes('&lt;img src=x onerror=alert(1)&gt;')).toBe(true);
    expect(bodyOf(file).filter(({ tag }) => tag === 'img' || tag === 'script')).toEqual([]);
  });
});
