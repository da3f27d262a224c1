export type { Fault, FaultPlan, SandboxRequest } from './faults.js';
export type { BoundsOption } from './listing.js';
export type { SandboxOptions } from './options.js';
export type { Order } from './order.js';
export type { RawRecord } from './record-kind.js';
export type { SeenRequest } from './server.js';
export { type Sandbox, startSandbox } from './start-sandbox.js';
export type { Records } from './store.js';
export type { TimeNotation } from './wire.js';
