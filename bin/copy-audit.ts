#!/usr/bin/env node
import { main } from '../cli/main.js';
import { processTerminal } from '../cli/terminal.js';

// The SDK tells its users of Node versions to come; people who run an audit can do nothing about it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

void main(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
