import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ExportTable } from '../../audit/run-export/columns.js';
import { tableFolder } from '../../audit/run-export/key.js';
import { EXPORT_TABLES, FIRST_DAY, PARTITION } from '../../audit/run-export/tables.js';

export interface ExportTablesProps {
  readonly databaseName: string;
  readonly bucket: IBucket;
  readonly prefix: string;
}

/**
 * Athena is told of the days that there may be instead of looking for them: no crawler, and a run is found once it is written. A
 * day lies where Hive would look for it, so the places need no template.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html
 */
const DAYS = {
  'projection.enabled': 'true',
  [`projection.${PARTITION.name}.type`]: 'date',
  [`projection.${PARTITION.name}.format`]: 'yyyy-MM-dd',
  [`projection.${PARTITION.name}.range`]: `${FIRST_DAY},NOW`,
  [`projection.${PARTITION.name}.interval`]: '1',
  [`projection.${PARTITION.name}.interval.unit`]: 'DAYS',
};

/** A database and a table of Glue for each kind of rows. Its columns are those by which the rows are written. */
export class ExportTables extends Construct {
  constructor(scope: Construct, id: string, { databaseName, bucket, prefix }: ExportTablesProps) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    const database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: { name: databaseName, description: 'Compliance of AWS Backup copy jobs, run by run' },
    });
    for (const { name, comment, columns } of EXPORT_TABLES as readonly ExportTable<never>[]) {
      const table = new CfnTable(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
        catalogId,
        databaseName,
        tableInput: {
          name,
          description: comment,
          tableType: 'EXTERNAL_TABLE',
          parameters: { EXTERNAL: 'TRUE', classification: 'json', compressionType: 'gzip', ...DAYS },
          partitionKeys: [{ name: PARTITION.name, type: 'string', comment: PARTITION.comment }],
          storageDescriptor: {
            location: bucket.s3UrlForObject(tableFolder(prefix, name)),
            columns: Object.entries(columns).map(([column, { type, comment }]) => ({ name: column, type, comment })),
            compressed: true,
            inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
            outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
            // Not OpenX's: AWS says of it that results may be non-deterministic, and it writes keys of maps in lower case.
            // https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
            serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
          },
        },
      });
      table.node.addDependency(database);
    }
  }
}
