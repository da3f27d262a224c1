import { cfnLint, clientsPython, emulatorPython, hasPython, lambdaNode, queriesPython } from './install.js';

// Where there is no Python, the tests that want one are skipped, and say so.
if (hasPython()) for (const install of [emulatorPython, clientsPython, queriesPython, cfnLint]) install();
lambdaNode();
