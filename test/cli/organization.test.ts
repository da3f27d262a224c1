import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../audit/run.js';
import { startSandbox } from '../../sandbox/index.js';
import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { startOrganization } from '../kit/organization.js';
import { atTerminal } from '../kit/test-terminal.js';

const AS_OF = '2026-11-24T12:00:00Z';
const yesterday = new Date('2026-11-23T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-organization-'));
const definitionOf = (...targets: object[]): string => {
  const path = join(folder, 'definition.json');
  const controls = [{ control: 'completed' }];
  writeFileSync(path, JSON.stringify({ name: 'R', filterSets: [{ name: 'all', targets }], controls }));
  return path;
};
const [A, B] = ['222222222222', '333333333333'] as const;
const jobOf = (AccountId: string) =>
  aCopyJob({ AccountId, CopyJobId: AccountId, CreationDate: yesterday, CompletionDate: yesterday });

describe('copy-audit run over an organization', () => {
  const services: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    delete process.env['AWS_ENDPOINT_URL_ORGANIZATIONS'];
    delete process.env['AWS_ENDPOINT_URL_STS'];
    await Promise.all(services.splice(0).map((each) => each.close()));
  });
  const started = <S extends { close(): Promise<void> }>(service: S): S => {
    services.push(service);
    return service;
  };
  const at = (name: string, service: AnsweringService): AnsweringService => {
    process.env[`AWS_ENDPOINT_URL_${name}`] = service.url;
    return started(service);
  };
  const run = async (url: string, ...targets: object[]): Promise<Run> => {
    const options = ['--definition', definitionOf(...targets), '--endpoint-url', url, '--as-of', AS_OF];
    const { out, err } = await atTerminal(['run', ...options, '--region', 'eu-west-1', '--output', 'json']);
    if (out === '') throw new Error(err);
    return JSON.parse(out) as Run;
  };

  it('reads each of its accounts, as the deployed auditor does', async () => {
    at('ORGANIZATIONS', await startOrganization({ accounts: [A, B].map((Id) => ({ Id, State: 'ACTIVE' })) }));
    const sandbox = started(await startSandbox({ copyJobs: [jobOf(A), jobOf(B), jobOf('444444444444')] }));
    const { units, counts, status } = await run(sandbox.url, { organization: {}, regions: ['eu-west-1', 'us-east-1'] });
    expect(units.map(({ accountId, region }) => `${accountId} ${region}`)).toEqual(
      [A, B].flatMap((account) => [`${account} eu-west-1`, `${account} us-east-1`]),
    );
    // The sandbox lists the same in every Region; a job counts once.
    expect(counts.copyJobs).toBe(2);
    expect(status).toBe('COMPLIANT');
  });

  it('skips accounts without copy jobs where that is asked for, and says how many', async () => {
    at('ORGANIZATIONS', await startOrganization({ accounts: [A, B].map((Id) => ({ Id, State: 'ACTIVE' })) }));
    const sandbox = started(await startSandbox({ copyJobs: [jobOf(A)], now: () => Date.parse(AS_OF) }));
    const { units } = await run(sandbox.url, { organization: { skipEmptyAccounts: true } });
    expect(units).toEqual([
      expect.objectContaining({ accountId: A, notes: [expect.stringMatching(/^1 of 2 accounts were skipped/)] }),
    ]);
  });

  it('says whom Organizations answers where it refuses, and still reads the other filter sets', async () => {
    at('ORGANIZATIONS', await startAnswering(() => refusing('AccessDeniedException', "You don't have permissions")));
    const sandbox = started(await startSandbox({ copyJobs: [] }));
    const { units, status } = await run(sandbox.url, { organization: {} }, { accounts: [A] });
    expect(status).toBe('ERROR');
    expect(units.map(({ error }) => error)).toEqual([
      undefined,
      expect.stringMatching(
        /could not be listed: You don't have permissions\. Only the management account and delegated administrators .*: ask from one of them, or name the accounts/,
      ),
    ]);
  });

  it('reads accounts through the role that the target names, not with the caller’s own credentials', async () => {
    const sts = at(
      'STS',
      await startAnswering(({ text }) => ({
        type: 'text/xml',
        body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>OF${new URLSearchParams(text).get('RoleArn')?.split(':')[4]}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      })),
    );
    const backup = started(
      await startAnswering(() => ({ type: 'application/json', body: JSON.stringify({ CopyJobs: [] }) })),
    );
    await run(backup.url, { accounts: [A, B], role: { name: 'reader', externalId: 'who asks' } });
    expect(sts.asked.map(({ text }) => new URLSearchParams(text)).map((asked) => asked.get('ExternalId'))).toEqual([
      'who asks',
      'who asks',
    ]);
    const callers = backup.asked.map(({ headers }) => /Credential=(\w+)\//.exec(String(headers['authorization']))?.[1]);
    expect([...new Set(callers)].sort()).toEqual([`OF${A}`, `OF${B}`]);
    expect(backup.asked.some(({ path }) => path.includes('accountId'))).toBe(false);
  });
});
