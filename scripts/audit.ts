import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import Joi from 'joi';
import { runCommand } from '../src/core/bootstrap/runCommand';
import { loadConfig } from '../src/core/config/loadConfig';
import { HmacAuditSigner } from '../src/core/infrastructure/system/HmacAuditSigner';
import { uuid } from '../src/core/kit';
import { validator } from '../src/core/presentation/validate';
import { modules } from '../src/modules';
import { AuditHeads, VerifyAuditLog, type AuditVerdict, type Head } from '../src/modules/audit';
import { everySecond } from './cli/everySecond';
import { runCli } from './cli/runCli';
import { verdictLines } from './cli/verdictLines';

interface Options {
  readonly workspace?: string;
  readonly heads?: string;
  readonly formerKeys?: string;
  readonly json?: true;
}

/** Tells scripts that the check was made and the log was tampered with; 1 is that it could not be made. */
const TAMPERED = 2;

const checkWorkspace = validator(Joi.object<object>({ workspace: uuid().required() }), 'body');

const headsFile = Joi.array().items(
  Joi.object<Head, true>({
    chainId: uuid().required(),
    number: Joi.number().integer().min(1).required(),
    mac: Joi.string().hex().length(64).required(),
  }),
);

async function readHeads(file: string): Promise<Head[]> {
  try {
    return Joi.attempt(JSON.parse(await readFile(file, 'utf8')), headsFile);
  } catch (error) {
    throw new Error(`${file} holds no heads: make it with "npm run -s audit -- heads > ${file}".`, {
      cause: error,
    });
  }
}

async function readFormerKeys(file: string): Promise<HmacAuditSigner[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '').map((line) => new HmacAuditSigner(line));
}

async function verify(options: Options): Promise<void> {
  const { workspace = null } = options;
  if (workspace !== null) checkWorkspace({ workspace });
  const earlier = options.heads === undefined ? [] : await readHeads(options.heads);
  const formerly = options.formerKeys === undefined ? [] : await readFormerKeys(options.formerKeys);
  const progress = everySecond((rows: number) => process.stderr.write(`${rows} rows …\n`));
  const chainId = workspace?.toLowerCase() ?? null;
  const verdict = await runCommand<AuditVerdict>(loadConfig(), modules, (get) =>
    get(VerifyAuditLog).execute({ chainId, earlier, formerly, progress }),
  );
  process.stdout.write(options.json ? `${JSON.stringify(verdict)}\n` : verdictLines(verdict));
  if (verdict.faultCount > 0) process.exitCode = TAMPERED;
}

async function heads(): Promise<void> {
  const found = await runCommand(loadConfig(), modules, (get) => get(AuditHeads).execute());
  process.stdout.write(`[\n${found.map((head) => JSON.stringify(head)).join(',\n')}\n]\n`);
}

const command = new Command('audit').description('Checks that nobody changed the audit log behind its back.');
command
  .command('verify')
  .description('Holds every row against its seal and its chain. Exit code 0: intact, 2: not, 1: not checked.')
  .option('--workspace <id>', 'its chain only')
  .option('--heads <file>', 'heads exported earlier: finds what was cut off since')
  .option('--former-keys <file>', 'values AUDIT_HMAC_KEY had before, newest first, one a line')
  .option('--json', 'answer as JSON')
  .action(verify);
command
  .command('heads')
  .description('Prints the newest link of each chain as JSON, to be kept where the database cannot reach.')
  .action(heads);

void runCli(command);
