import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundledPackage, manifestOf } from './bundled-packages.js';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/**
 * The bill of materials of what is published, in CycloneDX: what the bundles hold, and what lies beside them as a bundled
 * dependency. No date, no serial number, no path: the same sources make the same bytes.
 * https://cyclonedx.org/docs/1.6/json/
 */
export const sbomOf = (packages: readonly BundledPackage[], root: string): string => {
  const { bundleDependencies, license = '', ...own } = ownManifest(root);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const beside = bundleDependencies.map((name): BundledPackage => {
    const folder = `node_modules/${name}`;
    return { ...manifestOf(join(root, folder)), folder, bundles: [folder] };
  });
  const components = merged([...packages, ...beside]).map((each) => component(each, lock));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'library', ...identity(own), licenses: licenses(license) },
    },
    components,
    dependencies: [
      { ref: purl(own), dependsOn: components.map(({ 'bom-ref': ref }) => ref) },
      ...components.map(({ 'bom-ref': ref }) => ({ ref })),
    ],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
};

interface OwnManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly bundleDependencies: readonly string[];
}

const ownManifest = (root: string): OwnManifest =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as OwnManifest;

/** One component for each name and version, wherever it was installed. */
const merged = (packages: readonly BundledPackage[]): BundledPackage[] => {
  const byPurl = new Map<string, BundledPackage>();
  for (const each of packages) {
    const known = byPurl.get(purl(each));
    const bundles = [...new Set([...(known?.bundles ?? []), ...each.bundles])].sort();
    byPurl.set(purl(each), { ...(known ?? each), bundles });
  }
  return [...byPurl].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
};

const component = (each: BundledPackage, { packages }: Lock) => {
  // Where it is installed is found again in the lock file, from the outermost folder on.
  const integrity = packages[each.folder.slice(each.folder.indexOf('node_modules/'))]?.integrity;
  return {
    type: 'library',
    ...identity(each),
    scope: 'required',
    ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
    licenses: licenses(each.license ?? ''),
    properties: each.bundles.map((value) => ({ name: 'cdk-backup-copy-audit:bundle', value })),
  };
};

interface Named {
  readonly name: string;
  readonly version: string;
}

const identity = ({ name, version }: Named) => {
  const slash = name.indexOf('/');
  return {
    'bom-ref': purl({ name, version }),
    ...(slash < 0 ? { name } : { group: name.slice(0, slash), name: name.slice(slash + 1) }),
    version,
    purl: purl({ name, version }),
  };
};

/** https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
const purl = ({ name, version }: Named): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const licenses = (license: string) => {
  if (license === '') return [{ license: { name: 'see its package' } }];
  return /[ ()]/.test(license) ? [{ expression: license.replace(/^\((.*)\)$/, '$1') }] : [{ license: { id: license } }];
};

const hashOf = (integrity: string) => {
  const [, algorithm = '', digest = ''] = /^(sha\d+)-(.+)$/.exec(integrity) ?? [];
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
};
