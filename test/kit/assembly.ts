import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROPERTIES, RESOURCE_TYPE } from '../../audit/wire.js';

/** A cloud assembly with one stack: a report, a function with the given code, and a dashboard of the given widgets. */
export const anAssembly = (code: string, widgets: readonly object[], environment: object = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
  const write = (path: string, content: object) => writeFileSync(join(folder, path), JSON.stringify(content));
  mkdirSync(join(folder, 'asset.widget'));
  writeFileSync(join(folder, 'asset.widget', 'index.mjs'), code);
  write('manifest.json', {
    artifacts: {
      'Own.assets': { type: 'cdk:asset-manifest', properties: { file: 'Own.assets.json' } },
      Own: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Own.template.json' } },
    },
  });
  write('Own.assets.json', { files: { abc: { source: { path: 'asset.widget' } } } });
  write('Own.template.json', {
    Resources: {
      Widget: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'index.handler', Code: { S3Key: 'abc.zip' }, Environment: { Variables: environment } },
      },
      Report: { Type: RESOURCE_TYPE, Properties: { [PROPERTIES.definition]: '{"name":"Offsite"}' } },
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: { DashboardName: 'copies', DashboardBody: JSON.stringify({ widgets }) },
      },
    },
  });
  return folder;
};

/** As the CDK names it in such an assembly. */
export const WIDGET_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:Own-Widget';
