import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT } from '../../audit/environment.js';
import { widgetFunctionName } from '../../audit/widget/function-name.js';
import type { Dashboard } from './dashboard.js';
import type { DeployedFunction } from './functions.js';
import { PLACE } from './intrinsics.js';

/** The name of the auditor that an app declares; of one that it only refers to, as its dashboard calls the widget's function. */
export const auditorOf = (functions: readonly DeployedFunction[], dashboards: readonly Dashboard[]): string =>
  environmentOf(functions, ENVIRONMENT.auditor) ?? referredTo(dashboards) ?? 'default';

export const tableNameOf = (functions: readonly DeployedFunction[]): string =>
  environmentOf(functions, ENVIRONMENT.table) ?? 'CopyAudit';

const environmentOf = (functions: readonly DeployedFunction[], name: string): string | undefined =>
  functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);

const NAMED = new RegExp(`:function:${widgetFunctionName('(.+)')}$`);

const referredTo = (dashboards: readonly Dashboard[]): string | undefined =>
  dashboards
    .flatMap(({ body }) => body.widgets.map(({ properties }) => NAMED.exec(String(properties['endpoint']))?.[1]))
    .find((name) => name !== undefined);

// Beside the built command; in dist/ where the sources themselves are run.
const FOLDERS = [join(__dirname, '..', 'lambda', 'widget'), join(__dirname, '..', '..', 'dist', 'lambda', 'widget')];

/** The widget's function of an auditor that another app deploys: that of this package. */
export const importedWidget = (
  functions: readonly DeployedFunction[],
  auditor: string,
  { account, region }: { readonly account: string; readonly region: string },
  table: string,
): DeployedFunction[] => {
  const arn = `arn:${PLACE.partition}:lambda:${region}:${account}:function:${widgetFunctionName(auditor)}`;
  const folder = FOLDERS.find((each) => existsSync(each));
  if (folder === undefined || functions.some((each) => each.arn === arn)) return [];
  const environment = { [ENVIRONMENT.auditor]: auditor, [ENVIRONMENT.table]: table };
  return [{ arn, folder, handler: 'index.handler', environment }];
};
