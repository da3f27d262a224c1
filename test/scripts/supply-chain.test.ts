import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { type BundledPackage, bundledPackages } from '../../scripts/bundled-packages.js';
import { buildBundles } from '../../scripts/bundles.js';
import { noticesOf } from '../../scripts/notices.js';
import { sbomOf } from '../../scripts/sbom.js';

const ROOT = join(__dirname, '..', '..');
const json = (...path: string[]): AnySchemaObject =>
  JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')) as AnySchemaObject;
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

describe('what is installed', () => {
  const { dependencies, devDependencies, overrides, bundleDependencies } = json('package.json');
  const lock = json('package-lock.json') as { packages: Record<string, Record<string, unknown>> };

  it('is of exact versions', () => {
    for (const versions of [dependencies, devDependencies, overrides])
      expect(Object.entries(versions as object).filter(([, version]) => !EXACT.test(version as string))).toEqual([]);
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, lock.packages[`node_modules/${name}`]?.['version']]).toEqual([name, version]);
  });

  it('is known by its hash, wherever it is fetched from', () => {
    // What lies inside another package's archive is covered by that one's hash.
    const unknown = Object.entries(lock.packages).filter(
      ([path, { integrity, inBundle, link }]) =>
        path !== '' && link !== true && inBundle !== true && !/^sha512-/.test(String(integrity)),
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('is all that a consumer gets besides what the CDK is: what lies in the package', () => {
    expect(bundleDependencies).toEqual(Object.keys(dependencies as object));
  });
});

describe('the bundles', () => {
  // That another build makes the same bytes is what `npm run reproducible` proves.
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  let packages: BundledPackage[] = [];
  beforeAll(async () => {
    packages = bundledPackages(await buildBundles(folder), ROOT);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const shipped = () => packages.map(({ name, version }) => `${name} ${version}`);

  it('name no folder of this machine, nobody who works at it, and no time', () => {
    const now = new Date().toISOString().slice(0, 16);
    const named = [ROOT, homedir(), folder, userInfo().username].filter((word) => word.length > 5).concat(now);
    expect(filesIn(folder)).toContain(join(folder, 'cli', 'preview', 'page.js'));
    for (const file of filesIn(folder)) {
      const text = readFileSync(file, 'utf8');
      expect([file, named.filter((word) => text.includes(word))]).toEqual([file, []]);
    }
  });

  it('hold every package that our sources import', () => {
    const imported = ['lambda', 'aws', 'cli', 'sandbox', 'audit']
      .flatMap((room) => filesIn(join(ROOT, room)))
      .filter((file) => /\.ts$/.test(file) && !file.endsWith('.d.ts'))
      .flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )(.*?) from '([^.'][^']*)';/gms),
      ])
      .filter(([, names = '']) => !/^\{( type \w+,?)+ \}$/.test(names.replaceAll(/\s+/g, ' ')))
      .map(([, , path = '']) =>
        path
          .split('/')
          .slice(0, path.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => !name.startsWith('node:') && name !== 'esbuild');
    const names = new Set(packages.map(({ name }) => name));
    expect(new Set(imported).size).toBeGreaterThan(15);
    expect([...new Set(imported)].filter((name) => !names.has(name))).toEqual([]);
  });

  it('come with the licence of everything that is in them', () => {
    const notices = noticesOf(packages, ROOT);
    for (const each of [...shipped(), 'uplot 1.6.32', 'dynalite 4.0.0']) expect(notices).toContain(`${each} (`);
    expect(notices).not.toMatch(/\[object|undefined/);
    // Whoever changes their licence is looked at before it ships.
    const licenses = new Set(packages.map(({ license }) => license));
    expect(
      [...licenses].filter((each) => !/^(Apache-2\.0|MIT|MIT-0|ISC|BSD-[23]-Clause|0BSD)$/.test(each ?? '')),
    ).toEqual([]);
  });

  it('come with a bill of materials that is CycloneDX and names what is in them', () => {
    const bom = JSON.parse(sbomOf(packages, ROOT)) as {
      components: { group?: string; name: string; version: string }[];
    };
    const schemas = join('node_modules', '@cyclonedx', 'cyclonedx-library', 'res', 'schema');
    const schema = (name: string) => json(schemas, `${name}.SNAPSHOT.schema.json`);
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82'])
      ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
    const isBom = ajv.compile(schema('bom-1.6'));
    expect({ valid: isBom(bom), errors: isBom.errors }).toEqual({ valid: true, errors: null });
    const named = bom.components.map(
      ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`,
    );
    expect(new Set(named)).toEqual(new Set(shipped()));
    expect(new Set(named).size).toBe(named.length);
    expect(sbomOf(packages, ROOT)).not.toContain(ROOT);
  });
});
