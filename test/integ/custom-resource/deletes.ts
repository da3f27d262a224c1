import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { definitionKey } from '../../../audit/record/keys.js';
import { Control } from '../../../lib/index.js';
import { type Deployed, declareReports, succeeded } from './deployed.js';
import { BAD } from './jobs.js';

const controls = [Control.completed()];

const removalPolicy = RemovalPolicy.DESTROY;

export const removedLater = {
  Removed: (stack: Stack) => declareReports(stack, { Kept: { controls }, Purged: { controls, removalPolicy } }),
  Busy: (stack: Stack) => declareReports(stack, { Slow: { controls, removalPolicy } }),
  Again: (stack: Stack) => declareReports(stack, { Lost: { controls } }),
};

export const describeDeletes = (deployed: () => Deployed): void => {
  describe('delete', () => {
    it('keeps the history unless it is asked to purge it', async () => {
      expect(await deployed().keysOf('Purged')).not.toEqual([]);
      await deployed().destroy('Removed');
      expect(await deployed().listed()).not.toContain('Kept');
      expect(await deployed().reader.latestOf('Kept')).toMatchObject({ copyJobs: 2 });
      expect(await deployed().keysOf('Kept')).not.toEqual([]);
      expect(await deployed().keysOf('Purged')).toEqual([]);
    });

    it('while a run goes on leaves nothing of it either', async () => {
      await deployed().serve({ ...BAD, latencyMs: 9_000 });
      const ended = await deployed().startRun('Slow');
      await deployed().destroy('Busy');
      expect(await ended()).toBe('SUCCEEDED');
      expect(await deployed().listed()).not.toContain('Slow');
      expect(await deployed().keysOf('Slow')).toEqual([]);
    });

    it('that never reached the table is no matter when the stack is made again', async () => {
      const item = await deployed().table.get(definitionKey('Lost'));
      await deployed().destroy('Again');
      // As if the table had been out of reach.
      await deployed().table.put({ ...definitionKey('Lost'), ...item });
      succeeded(await deployed().deploy('Again', { Lost: { controls, description: 'made again' } }));
      expect(await deployed().declaredBy('Lost')).toBe((await deployed().stack('Again')).id);
    });

    it('with an id that CloudFormation invented changes nothing (handed to the provider, as CloudFormation would)', async () => {
      const { id: StackId } = await deployed().stack('Again');
      const before = await deployed().keysOf('Lost');
      for (const PhysicalResourceId of ['Again-Lost-1AB2C3D4E5F6', 'other/Lost', 'paths/Unknown', 'paths/'])
        expect(
          await deployed().ask({
            RequestType: 'Delete',
            RequestId: PhysicalResourceId.replaceAll('/', '-'),
            StackId,
            LogicalResourceId: 'Lost',
            PhysicalResourceId,
            ResourceProperties: { Definition: '{"name":"Lost"}', HistoryRemovalPolicy: 'DESTROY' },
          }),
        ).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
      expect(await deployed().keysOf('Lost')).toEqual(before);
      expect(await deployed().listed()).toContain('Lost');
    });
  });
};
