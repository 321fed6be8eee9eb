import { Command } from 'commander';
import { connectDatabase } from '../src/core/bootstrap/connectDatabase';
import { migrationsFolder } from '../src/core/bootstrap/migrationsFolder';
import { loadConfig } from '../src/core/config/loadConfig';
import { Migrator, type MigrationStatus } from '../src/core/infrastructure/database/Migrator';
import { runCli } from './cli/runCli';

interface Options {
  readonly json?: true;
}

/** On the configured database; the embedded one is joined when it runs, else started for as long as it takes. */
async function migrate<T>(work: (migrator: Migrator) => Promise<T>): Promise<T> {
  const database = await connectDatabase(loadConfig());
  const { ownerUrl: url, ssl, login } = database;
  try {
    return await work(new Migrator({ url, ssl, folder: migrationsFolder(), login }));
  } finally {
    await database.stop();
  }
}

function say(json: object, lines: readonly string[], options: Options): void {
  process.stdout.write(`${options.json ? JSON.stringify(json) : lines.join('\n')}\n`);
}

async function up(options: Options): Promise<void> {
  const names = await migrate((migrator) => migrator.up());
  const lines = names.length === 0 ? ['The schema is up to date.'] : names.map((name) => `up    ${name}`);
  say({ up: names }, lines, options);
}

async function down(options: Options): Promise<void> {
  const names = await migrate((migrator) => migrator.down());
  const lines =
    names.length === 0 ? ['There is no step to take back.'] : names.map((name) => `down  ${name}`);
  say({ down: names }, lines, options);
}

async function status(options: Options): Promise<void> {
  const told: MigrationStatus = await migrate((migrator) => migrator.status());
  const lines = [
    ...told.executed.map((name) => `done     ${name}`),
    ...told.pending.map((name) => `pending  ${name}`),
  ];
  say(told, lines, options);
}

const command = new Command('migrate').description('Brings the schema of the database up or down.');
const subcommands = [
  ['up', 'Makes every step that is pending.', up],
  ['down', 'Takes back the newest step, with the data it holds.', down],
  ['status', 'Tells which steps are done and which are pending.', status],
] as const;
for (const [name, description, action] of subcommands) {
  command.command(name).description(description).option('--json', 'answer as JSON').action(action);
}

void runCli(command);
