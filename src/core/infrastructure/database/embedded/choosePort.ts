import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of the last start while nobody else has it, so that URLs noted down stay good; else any free one. */
export async function choosePort(cluster: string): Promise<number> {
  const last = await lastPort(cluster);
  return (last === undefined ? undefined : await tryPort(last)) ?? (await anyPort());
}

/** PostgreSQL keeps its last command line in `postmaster.opts`. */
async function lastPort(cluster: string): Promise<number | undefined> {
  const options = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  const port = /"-p" "(\d{1,5})"/.exec(options)?.[1];
  return port === undefined ? undefined : Number(port);
}

async function anyPort(): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) throw new Error('127.0.0.1 has no free port');
  return port;
}

async function tryPort(wanted: number): Promise<number | undefined> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(undefined));
    probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(port));
    });
  });
}
