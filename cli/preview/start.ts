import { auditDays } from '../demo/demo-auditor.js';
import { type DemoRecords, generatedRecords, placesOf } from '../demo/demo-records.js';
import { startTable } from '../embedded-table.js';
import type { Terminal } from '../terminal.js';
import { number, plural } from '../views/plain.js';
import { alarmDefinitionsOf } from './alarms.js';
import { readAssembly } from './assembly.js';
import { dashboardsOf } from './dashboard.js';
import { declaredReports } from './declared-reports.js';
import { auditorOf, importedWidget, tableNameOf } from './auditor.js';
import { AssemblyError } from './errors.js';
import { functionsOf } from './functions.js';
import { PLACE } from './intrinsics.js';
import { MetricStore } from './metrics/metric-store.js';
import { Preview } from './preview.js';
import { type PreviewServer, servePreview } from './server.js';

export interface PreviewOptions {
  /** The folder of the cloud assembly. */
  readonly app: string;
  /** Only this dashboard. */
  readonly dashboard?: string | undefined;
  readonly days: number;
  /** How many copy jobs to generate. */
  readonly count: number;
  /** Recorded jobs, in the place of generated ones. */
  readonly records?: DemoRecords | undefined;
  readonly port: number;
}

/** Reads an assembly, lets its reports be audited on each of the last days, and serves its dashboards. */
export const startPreview = async (options: PreviewOptions, terminal: Terminal): Promise<PreviewServer> => {
  const stacks = readAssembly(options.app);
  const [first, ...others] = dashboardsOf(stacks).filter(
    ({ name }) => options.dashboard === undefined || name === options.dashboard,
  );
  if (first === undefined)
    throw new AssemblyError(
      noDashboard(
        options,
        dashboardsOf(stacks).map(({ name }) => name),
      ),
    );
  const reports = declaredReports(stacks);
  if (reports.length === 0)
    throw new AssemblyError(`The app in ${options.app} declares no report: add one with auditor.addReport(…)`);
  const home = {
    account: stacks.map(({ account }) => account).find((each) => each !== undefined) ?? PLACE.account,
    region: stacks.map(({ region }) => region).find((each) => each !== undefined) ?? PLACE.region,
  };
  const deployed = functionsOf(stacks);
  const auditor = auditorOf(deployed, [first, ...others]);
  const tableName = tableNameOf(deployed);
  const functions = [...deployed, ...importedWidget(deployed, auditor, home, tableName)];
  const { place, regions } = placesOf(
    reports.map(({ definition }) => definition),
    home,
  );
  const asOf = terminal.now();
  const records = options.records ?? generatedRecords(place, regions, options.count, asOf);
  const metrics = new MetricStore();
  const table = await startTable(tableName);
  try {
    await auditDays({
      ...{ auditor, reports, records, place, byRegion: regions.length > 0, asOf, days: options.days, table, metrics },
      onRun: (of, report) => {
        if (terminal.isInteractive)
          terminal.err(`\rAuditing ${report} as of ${new Date(of).toISOString().slice(0, 10)}   `);
      },
    });
    if (terminal.isInteractive) terminal.err(`\r${' '.repeat(60)}\r`);
    const { credentials, endpoint } = table.connection.client;
    const preview = new Preview({
      dashboards: [first, ...others],
      functions,
      alarms: alarmDefinitionsOf(stacks),
      metrics,
      ...home,
      environment: {
        AWS_ENDPOINT_URL_DYNAMODB: endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
      now: terminal.now,
    });
    const server = await servePreview(preview, aboutOf(options, records), options.port);
    return {
      url: server.url,
      close: async () => {
        await server.close();
        await table.close();
      },
    };
  } catch (error) {
    await table.close();
    throw error;
  }
};

const noDashboard = ({ app, dashboard }: PreviewOptions, names: readonly string[]): string =>
  dashboard === undefined || names.length === 0
    ? `The app in ${app} has no dashboard: CopyJobAuditor brings one unless it is told \`dashboard: false\`, and CopyJobDashboard is one on its own`
    : `There is no dashboard ${dashboard} in ${app}; there are ${names.join(', ')}`;

const aboutOf = ({ records: recorded, days }: PreviewOptions, { copyJobs }: DemoRecords): string =>
  `Preview: the dashboard as it was synthesized, its own functions, and ${number(copyJobs.length)} ${recorded === undefined ? 'generated' : 'recorded'} copy jobs audited on each of the last ${plural(days, 'day')}.`;
