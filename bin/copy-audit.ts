#!/usr/bin/env node
import { main } from '../cli/main.js';
import { processTerminal } from '../cli/terminal.js';

void main(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code;
});
