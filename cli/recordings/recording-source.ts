import type { Source } from '../source.js';
import type { Recording } from './recording.js';

/** A source whose pages of copy jobs are recorded before anybody else sees them. */
export const recordingSource = (source: Source, recording: Recording): Source => ({
  ...source,
  ports: (unit) => {
    const ports = source.ports(unit);
    return {
      ...ports,
      listCopyJobs: async (query) => {
        const page = await ports.listCopyJobs(query);
        await recording.take(page.items);
        return page;
      },
    };
  },
});
