import type { Plan } from './plan.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Place } from './resource-kind.js';

export interface Vault {
  readonly arn: string;
  readonly place: Place;
  readonly type: 'BACKUP_VAULT' | 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT';
  /** Not reported for every vault. */
  readonly lockState: 'LOCKED' | 'UNLOCKED' | undefined;
  readonly keyArn: string;
}

export const SOURCE_VAULT = 'primary-vault';

export const vaultArn = ({ account, region }: Place, name: string): string =>
  `arn:aws:backup:${region}:${account}:backup-vault:${name}`;

export const sourceVaultArn = (place: Place): string => vaultArn(place, SOURCE_VAULT);

/** The Region to which copies go: never the one they come from. */
const otherRegion = (region: string): string => {
  const [first, second] = region.startsWith('eu-') ? ['eu-central-1', 'eu-north-1'] : ['us-west-2', 'us-east-2'];
  return region === first ? second : first;
};

/** Where a resource's copies go; on demand, to the vault for disasters. */
export const destinationOf = (settings: Settings, plan: Plan | undefined, from: Place): Vault => {
  const isAirGapped = plan?.destination === 'air-gapped';
  const account = isAirGapped ? settings.vaultAccount : from.account;
  const place = { account, region: otherRegion(from.region) };
  const name = plan?.vault ?? 'dr-vault';
  const keyId = new Random(settings.seed, 'key', place.account, place.region, name).uuid();
  return {
    arn: vaultArn(place, name),
    place,
    type: isAirGapped ? 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' : 'BACKUP_VAULT',
    lockState: isAirGapped ? 'LOCKED' : name === 'dr-vault' ? 'UNLOCKED' : undefined,
    keyArn: `arn:aws:kms:${place.region}:${place.account}:key/${keyId}`,
  };
};
