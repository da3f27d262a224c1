export type { Fault, SandboxRequest } from './faults.js';
export { type FileKind, JobsFileError, readJobsFile } from './jobs-file.js';
export type { SandboxOptions } from './options.js';
export type { Order } from './order.js';
export type { RawRecord } from './record-kind.js';
export { type ScenarioOptions, generateJobs, generateScenario } from './scenario/index.js';
export { type Spoil, spoilt } from './spoilt.js';
export { type Sandbox, startSandbox } from './start-sandbox.js';
