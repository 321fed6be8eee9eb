import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './fingerprint.mjs';

// npm runs this after every install, in an image and without development packages too: there it does nothing.
const has = (path) => existsSync(join(root, path));

if (!process.env.CI && has('.git') && has('node_modules/husky')) {
  const { default: husky } = await import('husky');
  const problem = husky();
  if (problem) process.stderr.write(`${problem}\n`);
}

if (has('src/server.ts') && has('tsconfig.build.json') && has('node_modules/typescript')) {
  // An error in the sources must not undo the installation; `npm start` builds again and says it.
  spawnSync(process.execPath, [join(root, 'scripts/ensure-built.mjs')], { stdio: 'inherit' });
}
