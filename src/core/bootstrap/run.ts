import 'reflect-metadata';
import { SuperAdmins } from '../application/SuperAdmins';
import { ConfigFaults } from '../config/ConfigFaults';
import { loadConfig } from '../config/loadConfig';
import { modules } from '../../modules';
import { banner } from './banner';
import { startApplication, type Application } from './startApplication';

/** Milliseconds from the first signal to the end, whatever hangs. */
const LONGEST_STOP_MS = 9_500;

/** Reads the configuration, starts, and ends on a signal; a fault becomes one sentence and exit code 1. */
export async function run(): Promise<void> {
  let application: Application;
  try {
    const config = loadConfig();
    application = await startApplication(config, modules);
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    process.exit(1);
  }
  const { log } = application;
  let stopping = false;
  const stop = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    void application.stop().then(() => process.exit(exitCode));
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.on('uncaughtException', (error) => {
    log.error('Uncaught exception, ending', { error });
    stop(1);
  });
  process.on('unhandledRejection', (error) => log.error('Unhandled rejection', { error }));
  if (application.config.env === 'production') log.info('Ready', { port: application.port });
  else process.stdout.write(banner(application, await application.get(SuperAdmins).exist()));
}

function sentence(error: unknown): string {
  if (error instanceof ConfigFaults) return error.message;
  const { message, code } = error as NodeJS.ErrnoException;
  const cause = code === undefined ? '' : ` (${code})`;
  return `Portico cannot start: ${message || 'no reason given'}${cause}`;
}
