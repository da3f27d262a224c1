import type { BackupJob } from '../../audit/expected.js';
import { isoOf } from '../../audit/iso.js';
import type { Source } from '../source.js';
import type { Recording } from './recording.js';

/** A source of which all that is read is recorded before anybody else sees it. */
export const recordingSource = (source: Source, recording: Recording): Source => ({
  ...source,
  ports: (unit) => {
    const { filterSet } = unit;
    const ports = source.ports(unit);
    return {
      ...ports,
      listCopyJobs: async (query) => {
        const page = await ports.listCopyJobs(query);
        await recording.take(page.items);
        return page;
      },
      async *backupJobs(which) {
        for await (const job of ports.backupJobs(which)) {
          await recording.beside({ filterSet, backupJob: rawOf(job) });
          yield job;
        }
      },
      async *protectedResources() {
        for await (const resource of ports.protectedResources()) {
          const { arn, type } = resource;
          await recording.beside({ filterSet, protectedResource: { ResourceArn: arn, ResourceType: type } });
          yield resource;
        }
      },
    };
  },
});

/** A backup job by its API names, of which what is judged. */
const rawOf = ({ id, state, creation, completion, ...job }: BackupJob): Record<string, unknown> => ({
  BackupJobId: id,
  State: state,
  CreationDate: creation === undefined ? undefined : isoOf(creation),
  CompletionDate: completion === undefined ? undefined : isoOf(completion),
  RecoveryPointArn: job.recoveryPointArn,
  ResourceArn: job.resourceArn,
  ResourceType: job.resourceType,
  ParentJobId: job.parentJobId,
});
