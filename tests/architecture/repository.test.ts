import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const root = resolve(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json'));
const locked = Object.entries<LockedPackage>(JSON.parse(text('package-lock.json')).packages).filter(
  ([path]) => path !== '',
);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.data', '.git', '_']);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

describe('packages', () => {
  it('K4 come with an integrity and from no address of their own', () => {
    const loose = locked.filter(([, { link, inBundle, integrity }]) => !link && !inBundle && !integrity);
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.length).toBeGreaterThan(500);
  });

  it('K4 run a script at installation only when package.json decides about it', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    const undecided = scripted
      .map(([path]) => nameOf(path))
      .filter((name) => !(name in manifest.allowScripts));
    expect(undecided).toEqual([]);
    expect(Object.values(manifest.allowScripts).every((decision) => typeof decision === 'boolean')).toBe(
      true,
    );
  });

  it('K4 are pinned to one version', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const pins = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(pins.filter(([, range]) => /[\^~<>=*|\s]|latest/.test(range))).toEqual([]);
  });

  it.each([
    ['express-rate-limit', '8.3.0'],
    ['nodemailer', '7.0.7'],
    ['sequelize', '6.37.0'],
    ['socket.io', '4.8.0'],
  ])('K5 %s is %s or later wherever it is installed', (name, floor) => {
    const installed = locked
      .filter(([path]) => nameOf(path) === name)
      .map(([, { version }]) => version ?? '');
    const below = installed.filter((version) => version.localeCompare(floor, 'en', { numeric: true }) < 0);
    expect(below).toEqual([]);
    expect(installed.length > 0).toBe(name in manifest.dependencies);
  });
});

describe('the tree', () => {
  const files = filesUnder(root).map((path) => relative(root, path));
  const sources = files.filter((path) => path.startsWith('src/') && path.endsWith('.ts'));
  const linesOf = (path: string): number => text(path).trimEnd().split('\n').length;

  it.each([
    ...['.env.example', '.eslintrc.js', '.prettierrc', 'jest.config.ts', 'tsconfig.json', 'package.json'],
    ...['Dockerfile', '.dockerignore', 'docker-compose.yml', 'README.md', '.ci/run', '.husky/pre-commit'],
    ...['.github/workflows/ci.yml', 'src/server.ts', 'src/modules/index.ts', 'migrations', 'docs/api'],
    ...['docs/architecture', 'docs/deployment'],
  ])('has %s', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('has no source above 250 lines, and a median of at most 50', () => {
    const lengths = sources.map(linesOf).sort((a, b) => a - b);
    expect(sources.filter((path) => linesOf(path) > 250)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(50);
  });

  it('has no suite that no file of Jest loads', () => {
    const paths = filesUnder(join(root, 'tests')).map((path) => relative(root, path));
    const loaders = paths.filter((path) => path.endsWith('.test.ts') && text(path).includes('suitesIn('));
    const folders = loaders.map((path) =>
      text(path).includes('suitesIn(__dirname)') ? dirname(path) : path.slice(0, -'.test.ts'.length),
    );
    const suites = paths.filter((path) => path.endsWith('.suite.ts'));
    expect(suites.length).toBeGreaterThan(100);
    expect(suites.filter((path) => !folders.some((folder) => path.startsWith(`${folder}/`)))).toEqual([]);
  });

  it('names no package registry', () => {
    const registry = /\b(registry\.[a-z]+js\.org|registry\.yarnpkg\.|npm\.pkg\.github|_authToken)/;
    const ours = files.filter((path) => !path.endsWith('repository.test.ts'));
    expect(ours.filter((path) => registry.test(text(path)))).toEqual([]);
  });

  it('hands the image only settings that exist', () => {
    const documented = new Set(
      [...text('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name),
    );
    const [, api = ''] = text('docker-compose.yml').split(/^ {2}api:$/m);
    const handed = [...api.matchAll(/^ {6}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
    expect(handed.length).toBeGreaterThan(10);
    expect(handed.filter((name) => !documented.has(name))).toEqual([]);
  });
});
