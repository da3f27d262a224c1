import type { UnitPorts } from '../../audit/audit-unit.js';
import { planUnits } from '../../audit/plan.js';
import { unitPorts } from '../../aws/unit-ports.js';
import type { Source } from '../source.js';

/** Where a demo is: the account that audits, and those of its organization. */
export interface DemoPlace {
  readonly account: string;
  readonly region: string;
  readonly accounts: readonly string[];
}

export interface DemoSource extends Source {
  /** What handlers would have written of the reading itself. */
  traffic(): { readonly throttles: number; readonly slowPages: number };
}

const ANYBODY = { accessKeyId: 'demo', secretAccessKey: 'demo' };
const MOST_ATTEMPTS = 12;
const PLENTY = 1000;

/** An endpoint of this machine in place of an organization: it asks no one else. */
export const demoSource = (endpoint: string, { account, region, accounts }: DemoPlace): DemoSource => {
  const traffics: { readonly throttles: number; readonly slowPages: number }[] = [];
  return {
    units: (definition) =>
      Promise.resolve({
        units: planUnits(definition, { accountId: account, region, partition: 'aws' }, () => accounts),
        unplanned: [],
      }),
    ports: ({ role: _role, ...unit }): UnitPorts => {
      const access = { endpoint, credentials: ANYBODY };
      // Its own endpoint has no limit that others need as well.
      const ports = unitPorts(
        access,
        { ...unit, requestsPerSecond: PLENTY },
        { patience: (attempt) => attempt < MOST_ATTEMPTS },
      );
      traffics.push(ports.traffic);
      return {
        ...ports,
        taggedResources: () => Promise.reject(new Error('tags are read from AWS, and a demo asks nobody but itself')),
      };
    },
    options: { concurrency: 24 },
    unitsAtOnce: 10,
    traffic: () => ({
      throttles: traffics.reduce((sum, { throttles }) => sum + throttles, 0),
      slowPages: traffics.reduce((sum, { slowPages }) => sum + slowPages, 0),
    }),
  };
};
