import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, root, stampFile } from './fingerprint.mjs';

const has = (path) => existsSync(join(root, path));
const isBuilt = () => has('dist/src/server.js');
const isFresh = () => isBuilt() && stamp() === fingerprint();

/** Null: nothing is built, or somebody is building at this moment. */
function stamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return null;
  }
}

async function bringUpToDate() {
  const [{ alone }, { build }] = await Promise.all([import('./alone.mjs'), import('./build.mjs')]);
  return alone(() => isFresh() || build());
}

async function faultOf() {
  // An image holds no sources, an installation without development packages no compiler: what is built must do.
  if (!has('src') || !has('tsconfig.build.json') || !has('node_modules/typescript')) {
    return isBuilt()
      ? null
      : 'Portico is not built, and its compiler is not installed: run `npm ci` without --omit=dev first.';
  }
  if (isFresh()) return null;
  try {
    return (await bringUpToDate()) ? null : 'Portico was not built: mend the errors above first.';
  } catch (error) {
    return `Portico was not built: ${error.message}`;
  }
}

const fault = await faultOf();
if (fault !== null) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
