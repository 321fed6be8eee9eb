import type { Command } from 'commander';
import { ConfigFaults } from '../../src/core/config/ConfigFaults';
import { DomainError } from '../../src/core/domain/DomainError';

/** Parses the arguments and works; a fault becomes sentences on stderr and exit code 1. */
export async function runCli(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    process.exitCode = 1;
  }
}

function sentence(error: unknown): string {
  if (error instanceof ConfigFaults) return error.message;
  if (error instanceof DomainError) {
    const details = error.facts.details ?? [];
    return [error.message, ...details.map(({ path, message }) => `- ${path} ${message}`)].join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}
