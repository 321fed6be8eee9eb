import 'reflect-metadata';
import { Command } from 'commander';
import { runCli } from './cli/runCli';
import { examine } from './doctor/examine';
import type { Finding } from './doctor/Finding';

interface Options {
  readonly json?: true;
}

const MARK: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok     ',
  warning: 'warning',
  fault: 'FAULT  ',
};

function line({ check, state, says, remedy }: Finding): string {
  return `${MARK[state]}  ${check}: ${says}${remedy === undefined ? '' : `\n         → ${remedy}`}`;
}

const command = new Command('doctor')
  .description('Examines configuration, database, Redis and mail. Exit code 1 when something is wrong.')
  .option('--json', 'answer as JSON')
  .action(async ({ json }: Options) => {
    const findings = await examine();
    const isHealthy = findings.every(({ state }) => state !== 'fault');
    const text = json ? JSON.stringify({ healthy: isHealthy, findings }) : findings.map(line).join('\n');
    process.stdout.write(`${text}\n`);
    if (!isHealthy) process.exitCode = 1;
  });

void runCli(command);
