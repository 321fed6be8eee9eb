import 'reflect-metadata';
import { Command } from 'commander';
import Joi from 'joi';
import { runCommand } from '../src/core/bootstrap/runCommand';
import { loadConfig } from '../src/core/config/loadConfig';
import { email, line } from '../src/core/kit';
import { validator } from '../src/core/presentation/validate';
import { modules } from '../src/modules';
import { CreateSuperAdmin, type SuperAdminOutcome } from '../src/modules/auth';
import { readPassword } from './cli/readPassword';
import { runCli } from './cli/runCli';

interface Options {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

const SAID: Readonly<Record<SuperAdminOutcome, string>> = {
  created: 'is a new super admin.',
  'taken-over': 'had an account that was never verified; it is super admin now, with this password.',
  promoted: 'had an account and is super admin now; its password is the same as before.',
  unchanged: 'was super admin already; nothing changed.',
};

const person = Joi.object({
  email: email().required(),
  firstName: line(80).required(),
  lastName: line(80).required(),
});

const command = new Command('create-admin')
  .description('Makes a super admin of the platform. Safe to run twice.')
  .requiredOption('--email <address>', 'e-mail of the account')
  .requiredOption('--first-name <name>', 'used when the account is new')
  .requiredOption('--last-name <name>', 'used when the account is new')
  .option('--password-stdin', 'read the password from standard input instead of asking for it')
  .option('--json', 'answer as JSON')
  .action(async (options: Options) => {
    const config = loadConfig();
    const { email: address, firstName, lastName } = options;
    validator(person, 'body')({ email: address, firstName, lastName });
    const password = await readPassword(options.passwordStdin ?? false);
    const outcome = await runCommand(config, modules, (get) =>
      get(CreateSuperAdmin).execute({ email: address, firstName, lastName, password }),
    );
    const answer = options.json ? JSON.stringify({ email: address, outcome }) : `${address} ${SAID[outcome]}`;
    process.stdout.write(`${answer}\n`);
  });

void runCli(command);
