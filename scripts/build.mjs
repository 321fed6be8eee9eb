import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from './alone.mjs';
import { fingerprint, root, stampFile } from './fingerprint.mjs';

const notes = '.tsbuildinfo';
const dist = join(root, 'dist');

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Where each source lands: TypeScript compiled with its map, all else of `src` (templates, pages) as it is. */
function plan() {
  const sources = ['src', 'scripts'].flatMap((folder) => filesUnder(join(root, folder)));
  const landing = (file) => join(dist, file.slice(root.length));
  const outputs = sources
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => landing(file).replace(/\.ts$/, '.js'))
    .flatMap((file) => [file, `${file}.map`]);
  const copies = sources
    .filter((file) => file.startsWith(join(root, 'src')) && !file.endsWith('.ts'))
    .map((from) => ({ from, to: landing(from) }));
  return { outputs, copies };
}

function compile(outputs) {
  // The compiler trusts its own notes over the folder: without them it writes again what somebody deleted.
  if (!outputs.every(existsSync)) rmSync(join(dist, notes), { force: true });
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return run.status === 0;
}

function copy({ from, to }) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function removeWhatHasNoSource(outputs, copies) {
  const wanted = new Set([...outputs, ...copies.map(({ to }) => to)]);
  for (const folder of ['src', 'scripts'].map((name) => join(dist, name)).filter(existsSync)) {
    for (const file of filesUnder(folder)) if (!wanted.has(file)) rmSync(file);
  }
}

/** Brings `dist` in line with the sources; run it `alone`. Answers whether the compiler was content. */
export function build() {
  const before = fingerprint();
  const { outputs, copies } = plan();
  rmSync(stampFile, { force: true });
  const content = compile(outputs);
  copies.forEach(copy);
  removeWhatHasNoSource(outputs, copies);
  if (content) writeFileSync(stampFile, before);
  return content;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await alone(build)) ? 0 : 1;
}
