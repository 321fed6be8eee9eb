import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { canaries } from './canaries';
import type { Canary } from './canaries';

interface Report {
  readonly rules: readonly { readonly name: string; readonly severity: string }[];
  readonly findings: readonly Finding[];
}

interface Finding {
  readonly folder: string;
  readonly files: number;
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

const root = resolve(__dirname, '../..');

/** What each canary finds installed: `supertest` for development only, `stray` without being declared. */
const manifest = {
  dependencies: { express: '1', joi: '1', sequelize: '1', tsyringe: '1' },
  devDependencies: { supertest: '1' },
};
const installed = [...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }), 'stray'];

async function plant(folder: string, canary: Canary): Promise<string> {
  const files: Record<string, string> = { ...canary, 'package.json': JSON.stringify(manifest) };
  for (const name of installed) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js', license: 'MIT' });
    files[`node_modules/${name}/index.js`] = 'module.exports = {};';
  }
  for (const [path, source] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, source);
  }
  return folder;
}

async function cruise(folders: readonly string[]): Promise<Report> {
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    [join(__dirname, 'cruise.mjs'), join(root, '.dependency-cruiser.js'), ...folders],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
}

describe('dependency rules', () => {
  const cages = Object.entries(canaries).flatMap(([rule, trees]) =>
    trees.map((tree, index) => ({ rule, tree, title: `${rule} ${index + 1}` })),
  );
  const findings = new Map<string, Finding>();
  let rules: Report['rules'] = [];
  let temporary = '';

  beforeAll(async () => {
    temporary = await realpath(await mkdtemp(join(tmpdir(), 'portico-canaries-')));
    const planted = await Promise.all(cages.map(({ title, tree }) => plant(join(temporary, title), tree)));
    const report = await cruise([root, ...planted]);
    rules = report.rules;
    report.findings.forEach((finding, index) => findings.set(cages[index - 1]?.title ?? 'src', finding));
  });

  afterAll(() => rm(temporary, { recursive: true, force: true }));

  it('hold over src', () => {
    expect(findings.get('src')?.files).toBeGreaterThan(20);
    expect(findings.get('src')?.violations).toEqual([]);
  });

  it('are each guarded by a canary', () => {
    expect(Object.keys(canaries).sort()).toEqual(rules.map((rule) => rule.name).sort());
    expect(new Set(rules.map((rule) => rule.severity))).toEqual(new Set(['error']));
  });

  it.each(cages)('$title is broken by its canary, and by nothing else', ({ rule, title }) => {
    const broken = findings.get(title)?.violations.map((violation) => violation.rule) ?? [];
    expect([...new Set(broken)]).toEqual([rule]);
  });
});
