import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { Client } from 'pg';
import { migrationsFolder } from '../src/core/bootstrap/migrationsFolder';
import { startEmbeddedPostgres } from '../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { Migrator } from '../src/core/infrastructure/database/Migrator';
import { modules } from '../src/modules';
import { runCli } from './cli/runCli';
import { failuresOf, proveTenancy } from './prove/proveTenancy';
import { reportAsJson, reportOf } from './prove/report';
import type { ProofDatabase } from './prove/RunningApp';

const LOGIN = { name: 'portico', password: 'portico' };
const NOTHING_NEEDS_TO_SURVIVE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

interface Options {
  readonly json?: true;
}

async function prove({ json }: Options): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'portico-prove-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    database: 'postgres',
    settings: NOTHING_NEEDS_TO_SURVIVE,
  });
  try {
    const proof = await proveTenancy({ modules, newDatabase: () => newDatabase(server.url) });
    process.stdout.write(`${json ? reportAsJson(proof) : reportOf(proof)}\n`);
    if (failuresOf(proof).length > 0) process.exitCode = 1;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function newDatabase(serverUrl: string): Promise<ProofDatabase> {
  const name = `prove_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const owner = new URL(serverUrl);
  owner.pathname = `/${name}`;
  await new Migrator({ url: owner.href, ssl: false, folder: migrationsFolder(), login: LOGIN }).up();
  const login = new URL(owner.href);
  login.username = LOGIN.name;
  login.password = LOGIN.password;
  const drop = () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  return { ownerUrl: owner.href, url: login.href, drop };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const command = new Command('tenancy:prove')
  .description('Proves the walls between workspaces, on databases made for it. Exit code 1 on any leak.')
  .option('--json', 'answer as JSON')
  .action(prove);

void runCli(command);
