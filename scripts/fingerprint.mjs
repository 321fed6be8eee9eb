import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const stampFile = join(root, 'dist/.stamp');

/** Everything the build reads, by name, size and time of change: two equal ones give the same build. */
export function fingerprint() {
  const lines = [];
  const look = (path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    lines.push(`${path} ${size} ${mtimeMs}`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else look(path);
    }
  };
  for (const folder of ['src', 'scripts']) walk(folder);
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.build.json']) look(file);
  return `${lines.sort().join('\n')}\n`;
}
