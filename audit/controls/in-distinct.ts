import { accountOf, regionOf, vaultNameOf } from '../arn.js';
import { control } from '../control.js';
import { counted, listed } from '../phrases.js';
import type { ResourceTally, Source } from '../resource-tally.js';
import { flag, wholeNumber } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

/** One sense in which places differ. */
interface Place {
  readonly one: string;
  readonly many: string;
  readonly atLeast: number;
  /** Which of these a vault is in; undefined where its ARN does not tell. */
  readonly of: (vaultArn: string) => string | undefined;
  readonly ofSource: (source: Source) => string;
  readonly shown: (place: string) => string;
}

const atLeast = () => wholeNumber({ atLeast: 1, atMost: 1000 }).optional();

export const inDistinct = control({
  name: 'inDistinct',
  judges: 'resource',
  severity: 'HIGH',
  title: 'The copies of every resource are spread over enough places',
  description: `Copies that lie together are lost together. This asks that the good copies of each resource within the filter set's
window lie in so many different vaults, Regions or accounts: \`accounts: 2\` survives the loss of an account, \`regions: 2\` that
of a Region. With \`includeSource\` the vault that was copied from counts as a place too, as in the rule of three copies in two
places of which one is elsewhere.

All numbers that are given must be reached. A copy whose destination is not reported might lie in yet another place: where that
could make up for what is missing, the control is undetermined.
[Copies across Regions](https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html) and
[across accounts](https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html)`,
  remedy:
    "Add a copy action to the backup plan's rule for each place that is missing, or find out why its copies fail.",
  options: {
    vaults: atLeast().describe('The fewest different vaults.'),
    regions: atLeast().describe('The fewest different Regions.'),
    accounts: atLeast().describe('The fewest different accounts.'),
    includeSource: flag().default(false).describe('Whether the vault that was copied from counts as a place.'),
  },
  check: ({ vaults, regions, accounts }) =>
    (vaults ?? regions ?? accounts) === undefined ? 'expected at least one of vaults, regions and accounts' : undefined,
  remembers: () => ({ destinations: true as const }),
  judge: ({ vaults, regions, accounts, includeSource }) => {
    const places = placesOf(vaults, regions, accounts);
    const numbers = places.map((place) => counted(place.atLeast, place.one, place.many)).join(' and ');
    const expected = `good copies in at least ${numbers}${includeSource ? ', the source counted' : ''}`;
    return (resource) => {
      if (resource.goodCopies === 0) return notMet(expected, 'no good copy');
      const short = places
        .map((place) => ({ place, ...spread(resource, place, includeSource) }))
        .filter(({ place, known }) => known.length < place.atLeast);
      if (short.length === 0) return met;
      const found = short.map(({ place, known, unknown }) => inWords(place, known, unknown)).join(', and in ');
      const isCertain = short.some(({ place, known, unknown }) => known.length + unknown < place.atLeast);
      return (isCertain ? notMet : undetermined)(expected, `good copies in ${found}`);
    };
  },
});

const placesOf = (vaults?: number, regions?: number, accounts?: number): Place[] => {
  const asIs = (place: string): string => place;
  return [
    {
      one: 'vault',
      many: 'vaults',
      atLeast: vaults,
      of: asIs,
      ofSource: ({ vault }: Source) => vault,
      shown: vaultInWords,
    },
    {
      one: 'Region',
      many: 'Regions',
      atLeast: regions,
      of: regionOf,
      ofSource: ({ region }: Source) => region,
      shown: asIs,
    },
    {
      one: 'account',
      many: 'accounts',
      atLeast: accounts,
      of: accountOf,
      ofSource: ({ account }: Source) => account,
      shown: asIs,
    },
  ].flatMap((place) => (place.atLeast === undefined ? [] : [{ ...place, atLeast: place.atLeast }]));
};

const vaultInWords = (arn: string): string => {
  const region = regionOf(arn);
  return region === undefined ? vaultNameOf(arn) : `${vaultNameOf(arn)} in ${region}`;
};

/** The places of a resource's good copies, and how many of these do not tell theirs. */
const spread = ({ destinations, sources }: ResourceTally, { of, ofSource }: Place, includeSource: boolean) => {
  const known = new Set<string>();
  let unknown = 0;
  for (const [vault, copies] of destinations ?? []) {
    const place = vault === '' ? undefined : of(vault);
    if (place === undefined) unknown += copies;
    else known.add(place);
  }
  if (includeSource)
    for (const source of sources?.values() ?? []) if (ofSource(source) !== '') known.add(ofSource(source));
  return { known: [...known].sort(), unknown };
};

const inWords = ({ one, many, shown }: Place, known: readonly string[], unknown: number): string => {
  const names = known.length === 0 ? '' : ` (${listed(known.map(shown))})`;
  const rest = unknown === 0 ? '' : `, ${counted(unknown, 'copy', 'copies')} without a reported ${one}`;
  return `${counted(known.length, one, many)}${names}${rest}`;
};
