import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';

const FOLDER = join(__dirname, '..', '..', 'examples');

export const EXAMPLES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));

/** The apps that examples declared, in the order in which they were loaded. */
export const declaredApps: App[] = [];

/**
 * The CDK as it is, but that it remembers its apps: an example is a program that declares one and hands it to nobody. For
 * `jest.mock` of a test file.
 */
export const rememberingCdk = (): object => {
  const cdk = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
  class RememberedApp extends cdk.App {
    constructor(...props: ConstructorParameters<typeof App>) {
      super(...props);
      // One with a folder of its own makes a template within another app.
      if (props[0]?.outdir === undefined) declaredApps.push(this);
    }
  }
  // Its exports are loaded when they are asked for; a copy would load all of them.
  return Object.create(cdk, { App: { value: RememberedApp } }) as object;
};
