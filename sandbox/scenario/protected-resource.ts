import type { RawRecord } from '../record-kind.js';
import { seconds } from './copy-job.js';
import { days } from './days.js';
import type { Occurrence } from './occurrence.js';
import type { Settings } from './options.js';
import type { Resource } from './resource.js';
import { sourceVaultArn } from './vault.js';

/** A resource that was not backed up for so long is as if it had never been. */
const LOOK_BACK_DAYS = 40;

/** What AWS Backup protects: every resource with its last good backup. */
export function* protectedResourcesOf(settings: Settings, resources: readonly Resource[]): Generator<RawRecord> {
  const last = lastBackups(settings, resources);
  for (const { key, kind, arn, name, place } of resources) {
    const backup = last.get(key);
    if (backup === undefined) continue;
    yield {
      ResourceArn: arn,
      ResourceType: kind.type,
      LastBackupTime: seconds(backup.endsAt),
      ...(name === undefined ? {} : { ResourceName: name }),
      LastBackupVaultArn: sourceVaultArn(place),
      LastRecoveryPointArn: backup.origin.recoveryPointArn,
    };
  }
}

const lastBackups = (settings: Settings, resources: readonly Resource[]): Map<string, Occurrence> => {
  const last = new Map<string, Occurrence>();
  let left = LOOK_BACK_DAYS;
  for (const day of days(settings, resources)) {
    for (const occurrence of day) {
      const { key } = occurrence.resource;
      const known = last.get(key);
      const isGood = !occurrence.failed && occurrence.endsAt <= settings.asOf;
      if (isGood && (known === undefined || known.endsAt < occurrence.endsAt)) last.set(key, occurrence);
    }
    left -= 1;
    if (left === 0 || last.size === resources.length) return last;
  }
  return last;
};
