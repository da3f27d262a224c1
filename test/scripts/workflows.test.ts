import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string; readonly with?: object }[];
}
interface Workflow {
  readonly on: object;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');
const files = readdirSync(FOLDER);
const texts = files.map((file) => readFileSync(join(FOLDER, file), 'utf8'));
const workflows = new Map(files.map((file, index) => [file, parse(texts[index]!) as Workflow]));

describe('a workflow', () => {
  it.each(files)('%s runs no action but of one commit, whose version is written beside it', (file) => {
    const uses = texts[files.indexOf(file)]!.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: (\.\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it.each([...workflows])(
    '%s lets no foreign text into a command, and strangers nowhere near a secret',
    (_, workflow) => {
      expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
      for (const { run = '' } of Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps))
        expect(run).not.toContain('${{');
      expect(JSON.stringify(workflow)).not.toContain('secrets.');
    },
  );

  it('has no right but what its jobs ask for, and only the job that publishes is believed to be who it is', () => {
    expect(workflows.get('ci.yml')?.permissions).toEqual({ contents: 'read' });
    const { permissions, jobs } = workflows.get('release.yml')!;
    expect(permissions).toEqual({});
    const rights = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);
    expect(Object.fromEntries(rights)).toEqual({
      check: { contents: 'read' },
      pack: { contents: 'read' },
      publish: { 'id-token': 'write' },
      release: { contents: 'write' },
    });
    // It has the sources nowhere: what it publishes was made and checked before.
    const published = jobs['publish']?.steps?.map(({ uses = '', run = '' }) => uses.split('@')[0] || run);
    expect(published).toEqual([
      'actions/setup-node',
      'actions/download-artifact',
      'cd release && sha256sum --check SHA256SUMS',
      'npm publish ./release/*.tgz --provenance --access public --ignore-scripts',
    ]);
  });
});
