import path from 'node:path';

/** Beside `src` and beside `dist`. */
export function migrationsFolder(): string {
  const root = path.resolve(__dirname, '../../..');
  return path.join(path.basename(root) === 'dist' ? path.dirname(root) : root, 'migrations');
}
