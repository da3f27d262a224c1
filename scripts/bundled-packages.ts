import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** As old packages say it, besides. */
interface License {
  readonly type?: string;
}

/** A package of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** Below the root, with `/`. */
  readonly folder: string;
  /** Bundles that it is in, by their paths below the root. */
  readonly bundles: readonly string[];
}

/** What really ships: the packages of which bundles hold code, whatever package.json says; in order of their folders. */
export const bundledPackages = (metafiles: readonly Metafile[], root: string): BundledPackage[] => {
  const byFolder = new Map<string, Set<string>>();
  for (const { outputs } of metafiles)
    for (const [bundle, { inputs }] of Object.entries(outputs))
      for (const folder of Object.keys(inputs).flatMap(packageFolder))
        byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(bundle.split(sep).join('/')));
  return [...byFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, bundles]) => {
      return { ...manifestOf(join(root, folder)), folder, bundles: [...bundles].sort() };
    });
};

export const manifestOf = (folder: string): Manifest => {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string | License;
    readonly licenses?: readonly License[];
  };
  const said = license ?? licenses?.[0];
  const id = typeof said === 'string' ? said : said?.type;
  return { name, version, ...(id === undefined ? {} : { license: id }) };
};

/** `node_modules/@scope/name` of a file below it, the innermost one. */
const packageFolder = (file: string): string[] => {
  const parts = file.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return [];
  const length = parts[at + 1]?.startsWith('@') === true ? 3 : 2;
  return [parts.slice(0, at + length).join('/')];
};
