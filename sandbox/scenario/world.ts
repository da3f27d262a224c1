import { createdBy } from './created-by.js';
import { AIR_GAPPED, NIGHTLY, OTHER_PLANS, type Plan } from './plan.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Fate, Resource } from './resource.js';
import { destinationOf } from './vault.js';
import { type ResourceKind, STACK, anyKind, kindOf } from './resource-kind.js';

/** Copies on demand that a resource without a plan gets in a month, about. */
const ON_DEMAND_A_MONTH = 3;

/** As many resources as it takes for `count` copies in a month; but enough for a story, even if then the month is not full. */
export const resourcesOf = (settings: Settings): readonly Resource[] => {
  const { count, burst } = settings;
  const rest = 1 - burst;
  const onDemandShare = 1 - OTHER_PLANS.reduce((sum, { shareOfRest }) => sum + shareOfRest, 0);
  const some = (least: number) => (rest === 0 ? 0 : Math.min(least, Math.floor(count / 100)));
  const howMany = (share: number, copiesEach: number, least: number): number =>
    Math.max(least, Math.round((count * share) / copiesEach));
  return [
    ...group(
      settings,
      NIGHTLY,
      burst === 0 ? 0 : howMany(burst, NIGHTLY.firingsAMonth, Math.ceil(Math.min(10, count / 10))),
    ),
    ...OTHER_PLANS.flatMap((plan) =>
      group(settings, plan, howMany(rest * plan.shareOfRest, plan.firingsAMonth, some(1))),
    ),
    ...group(settings, undefined, howMany(rest * onDemandShare, ON_DEMAND_A_MONTH, burst === 0 ? 1 : some(4))),
  ];
};

const group = (settings: Settings, plan: Plan | undefined, size: number): Resource[] =>
  Array.from({ length: size }, (_, index) => resource(settings, plan, index));

const resource = (settings: Settings, plan: Plan | undefined, index: number): Resource => {
  const key = `${plan?.name ?? 'on-demand'}/${index}`;
  const random = new Random(settings.seed, 'resource', key);
  const fate = fateOf(plan, index);
  const kind = fate === 'composite' || fate === 'partial' ? STACK : fate === 'failing' ? FAILING : anyKind(random);
  const place = { account: random.pick(settings.accounts), region: random.pick(settings.regions) };
  const name = `${random.pick(TEAMS)}-${random.pick(PARTS)}-${index}`;
  return {
    key,
    place,
    kind,
    arn: kind.arn(place, name, random),
    name: random.chance(0.8) ? name : undefined,
    plan,
    fate,
    createdBy: plan && createdBy(settings, plan, place),
    destination: destinationOf(settings, plan, place),
    members: kind === STACK ? membersOf(random) : [],
  };
};

const FAILING = kindOf('EBS');
const TEAMS = ['billing', 'orders', 'catalog', 'identity', 'search', 'ledger', 'claims', 'fleet'] as const;
const PARTS = ['primary', 'replica', 'archive', 'events', 'sessions', 'reports', 'ingest', 'core'] as const;

/** By their place in the group: the first few of each hundred have a story. */
const fateOf = (plan: Plan | undefined, index: number): Fate => {
  if (plan === NIGHTLY) return NIGHTLY_FATES[index % 100] ?? 'steady';
  if (plan === AIR_GAPPED && index % 40 === 3) return 'stopped';
  return 'steady';
};

const NIGHTLY_FATES: readonly (Fate | undefined)[] = [
  'steady',
  'steady',
  'composite',
  'stopped',
  'failing',
  'stuck',
  'partial',
  'with-issues',
  'steady',
  'never-copied',
  ...Array<undefined>(40).fill(undefined),
  'composite',
  'failing',
];

const MEMBER_KINDS: readonly [ResourceKind, ...ResourceKind[]] = [
  kindOf('DynamoDB'),
  kindOf('RDS'),
  kindOf('S3'),
  kindOf('EFS'),
];

const membersOf = (random: Random): readonly ResourceKind[] =>
  Array.from({ length: random.between(2, 5) }, () => random.pick(MEMBER_KINDS));
