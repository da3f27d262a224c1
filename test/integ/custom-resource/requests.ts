import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Control, Exemption } from '../../../lib/index.js';
import type { Stack } from 'aws-cdk-lib';
import { type Deployed, declareRaw, declareReports, succeeded } from './deployed.js';

const controls = [Control.completed()];
const fixture = (name: string) =>
  JSON.parse(
    readFileSync(join(__dirname, '..', '..', 'fixtures', 'custom-resource', `${name}.json`), 'utf8'),
  ) as Record<string, string>;

const exemptions = Array.from({ length: 1000 }, (_, n) =>
  Exemption.resource(`arn:aws:ec2:us-east-1:000000000000:volume/vol-${n}`, {
    reason: 'rebuilt every night from what is kept elsewhere',
    until: '2099-12-31',
  }),
);

export const askedFirst = {
  Large: (stack: Stack) => declareReports(stack, { Large: { controls, exemptions } }),
  Older: (stack: Stack) => declareRaw(stack, 'Report', fixture('0.1.0')),
};

export const describeRequests = (deployed: () => Deployed): void => {
  describe('request', () => {
    it('that comes again starts no second run (handed to the provider twice, as Lambda may)', async () => {
      const event = {
        RequestType: 'Create',
        RequestId: 'twice',
        StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Replayed/1',
        LogicalResourceId: 'Replayed',
        ResourceProperties: { Definition: '{"name":"Replayed"}' },
      } as const;
      const runs = await deployed().executions();
      const [first, second] = await Promise.all([deployed().ask(event), deployed().ask(event)]);
      expect(first).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'paths/Replayed' });
      expect(second.Data).toEqual(first.Data);
      expect((await deployed().ask(event)).Data).toEqual(first.Data);
      expect(await deployed().executions()).toBe(runs + 1);
    });

    it('with a definition too large for a property crosses packed', async () => {
      expect((await deployed().reader.headerOf('Large'))?.exemptions).toHaveLength(1000);
    });

    it('with a property too large to be handed on, or far too much to answer, is refused in short', async () => {
      const noise = `\u001b[31m\n${'x'.repeat(700)}`;
      const wrong = (count: number) => ({
        Definition: JSON.stringify({
          name: 'Wrong',
          controls: Array.from({ length: count }, (_, n) => ({ control: `${n}${noise}` })),
        }),
      });
      const { code } = await deployed().deployStack('Wrong', (stack) => declareRaw(stack, 'Wrong', wrong(50)));
      expect(code).not.toBe(0);
      const [shown = ''] = await deployed().reasons('Wrong');
      expect(shown).toMatch(/controls\[0\].*; and 45 more/);
      // A trace of the framework's own files is the emulator's: it leaves out what Lambda says of where a handler failed.
      expect(shown.split('\n    at ')[0]!.length).toBeLessThan(3_000);
      expect(shown).not.toMatch(/\p{Cc}\[31m|index\.mjs:/u);

      for (const [count, reason] of [
        [50, /; and 45 more/],
        [100, /has \d+ characters, and 40000 at most can be handed on/],
      ] as const) {
        const answer = await deployed().ask({
          RequestType: 'Create',
          RequestId: `wrong-${count}`,
          StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Wrong/1',
          LogicalResourceId: 'Wrong',
          ResourceProperties: wrong(count),
        });
        expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) as string });
        expect(answer.bytes).toBeLessThan(4_096);
      }
    });

    it('with properties as an older version wrote them is created, updated and deleted', async () => {
      expect(await deployed().reader.latestOf('Older')).toMatchObject({ trigger: 'DEPLOYMENT' });
      // The library is upgraded; what it writes for the same report is another property.
      succeeded(await deployed().deploy('Older', { Report: { reportName: 'Older', controls } }));
      expect(await deployed().physicalIds('Older')).toEqual(['paths/Older']);
      const { id: StackId } = await deployed().stack('Older');
      const [{ LogicalResourceId = '' } = {}] = (await deployed().resources('Older')).filter(
        ({ PhysicalResourceId }) => PhysicalResourceId === 'paths/Older',
      );
      const PhysicalResourceId = 'paths/Older';
      const asked = {
        RequestType: 'Delete',
        RequestId: 'older',
        StackId,
        LogicalResourceId,
        PhysicalResourceId,
      } as const;
      expect(await deployed().ask({ ...asked, ResourceProperties: fixture('0.0.0') })).toMatchObject({
        Status: 'SUCCESS',
      });
      expect(await deployed().listed()).not.toContain('Older');
    });
  });
};
