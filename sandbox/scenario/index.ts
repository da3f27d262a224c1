export { generateJobs, generateScenario } from './generate-scenario.js';
export type { ScenarioOptions } from './options.js';
