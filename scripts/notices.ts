import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.js';

/** The licences of everything that is in the bundles, each text once: who ships code ships its licence. */
export const noticesOf = (packages: readonly BundledPackage[], root: string): string => {
  const byText = new Map<string, Set<string>>();
  for (const { name, version, license = 'see its package', folder } of packages) {
    const text = licenseText(join(root, folder)) ?? `Licence: ${license}`;
    byText.set(text, (byText.get(text) ?? new Set()).add(`${name} ${version} (${license})`));
  }
  const notices = [...byText].map(([text, names]) => `${[...names].join('\n')}\n\n${text.trim()}\n`);
  return [HEAD, ...notices].join(`\n${'-'.repeat(80)}\n\n`);
};

const HEAD = 'The bundles of this package contain the following packages, under their own licences.\n';

const licenseText = (folder: string): string | undefined => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
  const path = name === undefined ? undefined : join(folder, name);
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined;
};
