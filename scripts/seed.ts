import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from '../src/core/bootstrap/runCommand';
import { loadConfig } from '../src/core/config/loadConfig';
import { modules } from '../src/modules';
import { runCli } from './cli/runCli';
import { DEMO_PASSWORD, DEMO_WORKSPACES, emailOf } from './seed/demo';
import { seedDemo } from './seed/seedDemo';

interface Options {
  readonly json?: true;
}

const signIns = DEMO_WORKSPACES.flatMap(({ name: workspace, members }) =>
  members.map(({ person, role, customRole, isInactive }) => ({
    ...{ workspace, email: emailOf(person), role },
    ...(customRole !== undefined && { customRole }),
    ...(isInactive && { status: 'inactive' }),
  })),
);

function asText(isNew: boolean): string {
  const lines = signIns.map(({ workspace, email, role, customRole, status }) => {
    const remarks = [customRole, status].filter((remark) => remark !== undefined).join(', ');
    return `${workspace.padEnd(14)}  ${role.padEnd(7)}  ${email}${remarks && `  (${remarks})`}`;
  });
  const head = isNew ? 'The demo is there.' : 'The demo was there already; nothing changed.';
  return [head, ...lines, `Everybody signs in with the password: ${DEMO_PASSWORD}`].join('\n');
}

const command = new Command('seed')
  .description(
    'Fills the database with a demo: 3 workspaces, 40 people, roles, invitations. Safe to run twice.',
  )
  .option('--json', 'answer as JSON')
  .action(async ({ json }: Options) => {
    const config = loadConfig();
    if (config.env === 'production') {
      throw new Error('The demo has a password that everybody knows: it is not for production.');
    }
    const progress = (done: string) => process.stderr.write(`+ ${done}\n`);
    const isNew = await runCommand(config, modules, (get) => seedDemo(get, progress));
    const answer = { created: isNew, password: DEMO_PASSWORD, signIns };
    process.stdout.write(`${json ? JSON.stringify(answer) : asText(isNew)}\n`);
  });

void runCli(command);
