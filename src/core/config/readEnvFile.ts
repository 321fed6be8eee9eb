import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseEnv } from 'node:util';
import { misreadLines } from './misreadLines';

export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
  /** Names whose value is not what was meant. */
  readonly misread: ReadonlySet<string>;
}

export const NO_ENV_FILE: EnvFile = { values: {}, faults: [], misread: new Set() };

/** Reads what `process.loadEnvFile` would read, and tells where that differs from what was meant. */
export function readEnvFile(path: string): EnvFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return NO_ENV_FILE;
    return {
      ...NO_ENV_FILE,
      faults: [`${path} cannot be read (${code}): make it a file this user may read.`],
    };
  }
  const lines = misreadLines(text);
  return {
    values: parseEnv(text) as Record<string, string>,
    faults: lines.map(({ line, fault }) => `${basename(path)} line ${line}: ${fault}`),
    misread: new Set(lines.flatMap(({ name }) => name ?? [])),
  };
}
