import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licences of everything that is in the bundles, each text once: who ships code ships its licence. */
export const noticesOf = (metafiles: readonly Metafile[], root: string): string => {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  const byText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const path = join(root, folder);
    const {
      name,
      version,
      license = 'see its package',
    } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
    const text = licenseText(path) ?? `Licence: ${license}`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...byText].map(([text, packages]) => `${packages.join('\n')}\n\n${text.trim()}\n`);
  return [HEAD, ...notices].join(`\n${'-'.repeat(80)}\n\n`);
};

const HEAD = 'The bundles of this package contain the following packages, under their own licences.\n';

/** `node_modules/@scope/name` of a file below it, the innermost one. */
const packageFolder = (file: string): string[] => {
  const parts = file.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return [];
  const length = parts[at + 1]?.startsWith('@') === true ? 3 : 2;
  return [parts.slice(0, at + length).join(sep)];
};

const licenseText = (folder: string): string | undefined => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
  const path = name === undefined ? undefined : join(folder, name);
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined;
};
