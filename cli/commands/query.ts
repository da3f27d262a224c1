import { Command } from 'commander';
import { findingsCommand } from '../query/findings.js';
import { latestCommand } from '../query/latest.js';
import { resourceCommand } from '../query/resource.js';
import type { Terminal } from '../terminal.js';
import { examples, prose } from './prose.js';

export const queryCommand = (terminal: Terminal): Command =>
  new Command('query')
    .summary('ask the table of a deployed auditor')
    .description(
      prose(`Answers from the table of a deployed auditor, of what was published: it reads and changes nothing, and asks AWS Backup
nothing. The credentials need dynamodb:GetItem and dynamodb:Query on the table and its index (grantRead of the auditor).

Exit codes: 0 answered, 1 there is no such report, run or resource, or an error.`),
    )
    .addCommand(latestCommand(terminal))
    .addCommand(findingsCommand(terminal))
    .addCommand(resourceCommand(terminal))
    .addHelpText(
      'after',
      examples(
        ['copy-audit query latest', 'every report, the worst first'],
        ['copy-audit query latest OffsiteCopies --output json > run.json', 'a run, as copy-audit run prints it'],
        ['copy-audit query findings OffsiteCopies --severity CRITICAL --severity HIGH', ''],
        ['copy-audit query findings OffsiteCopies --cause access-denied --output ndjson', 'a finding a line'],
        ['copy-audit query resource arn:aws:rds:eu-west-1:111122223333:db:orders', ''],
      ),
    );
