import { startEmbeddedPostgres } from '../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { usableBinaries } from '../../../src/core/infrastructure/database/embedded/usableBinaries';
import { query } from './query';

const [action = '', folder = '', home = ''] = process.argv.slice(2);

function say(words: object): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

/** Says what it has, then waits to be told to stop, or to be killed. */
async function serve(): Promise<void> {
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    database: 'portico',
    settings: { fsync: 'off' },
  });
  if (action !== 'forget') {
    const stop = async () => {
      await server.stop();
      process.exit(0);
    };
    process.stdin.once('data', () => {
      void stop();
    });
    process.once('SIGINT', () => {
      void query(server.url, 'SELECT 1 AS one').then(async (drained) => {
        say({ drained });
        await stop();
      });
    });
  }
  say({ url: server.url, port: server.port, owner: server.owner });
}

async function main(): Promise<void> {
  if (action === 'binaries') say({ binaries: await usableBinaries(folder, home, undefined) });
  else await serve();
}

main().catch((error: unknown) => {
  const { name, message } = error as Error;
  say({ name, message });
  process.exitCode = 1;
});
