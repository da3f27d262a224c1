import { startDynamoDb } from '../../kit/embedded-dynamodb.js';
import { testTable } from '../../kit/test-table.js';

testTable('dynalite', startDynamoDb);

// A table of one's own, such as DynamoDB Local's: COPY_AUDIT_TEST_DYNAMODB=http://127.0.0.1:8000 COPY_AUDIT_TEST_TABLE=name
const { COPY_AUDIT_TEST_DYNAMODB: endpoint, COPY_AUDIT_TEST_TABLE: name } = process.env;
if (endpoint !== undefined && name !== undefined)
  testTable(endpoint, () =>
    Promise.resolve({
      name,
      client: { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
      close: () => Promise.resolve(),
    }),
  );
