import { AttributeValue, BatchWriteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../audit/canonical.js';
import type { DefinitionInput } from '../audit/definition.js';
import { declared, putDefinition } from '../aws/table/definitions.js';
import { Table } from '../aws/table/table.js';
import { type EmbeddedTable, startTable } from '../cli/embedded-table.js';

/** Items as DynamoDB keeps them, whatever they mean. */
export type Items = readonly Record<string, AttributeValue>[];

const MOST_IN_A_BATCH = 25;

/** A table of its own for each seed, in a DynamoDB of this process. */
export class Stage {
  readonly #raw: DynamoDBClient;

  private constructor(readonly embedded: EmbeddedTable) {
    this.#raw = new DynamoDBClient(embedded.connection.client);
  }

  static async open(items: Items = []): Promise<Stage> {
    const stage = new Stage(await startTable());
    await stage.#fill(items);
    return stage;
  }

  get upstream(): string {
    return this.embedded.connection.client.endpoint;
  }

  table(now: number): Table {
    return new Table({ ...this.embedded.connection, now: () => now });
  }

  async declare(definition: DefinitionInput, now: number): Promise<void> {
    const json = JSON.stringify(definition);
    const owner = { stackId: 'stack', logicalId: 'Report', definitionHash: sha256(json) };
    const updatedAt = new Date(now).toISOString();
    const item = { version: 1, report: definition.name, ...owner, ...(await declared(json)), updatedAt } as const;
    await putDefinition(this.table(now), item, undefined);
  }

  /** Everything that lies in the table, to begin another one with. */
  async items(): Promise<Items> {
    const items: Record<string, AttributeValue>[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#raw.send(
        new ScanCommand({ TableName: this.embedded.connection.name, ExclusiveStartKey }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  }

  async close(): Promise<void> {
    this.#raw.destroy();
    this.embedded.table.client.destroy();
    await this.embedded.close();
  }

  async #fill(items: Items): Promise<void> {
    const { name } = this.embedded.connection;
    for (let from = 0; from < items.length; from += MOST_IN_A_BATCH) {
      const puts = items.slice(from, from + MOST_IN_A_BATCH).map((Item) => ({ PutRequest: { Item } }));
      await this.#raw.send(new BatchWriteItemCommand({ RequestItems: { [name]: puts } }));
    }
  }
}
