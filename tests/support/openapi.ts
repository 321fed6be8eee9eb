import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileErrors, validate } from '@readme/openapi-parser';

const root = resolve(__dirname, '../..');

interface RedoclyProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: readonly { readonly pointer?: string }[];
}

interface Outcome {
  readonly said: string;
  readonly complained: string;
}

/** What a parser and Redocly's linter have against an OpenAPI document. */
export async function lintOpenApi(document: object): Promise<string[]> {
  const found = await Promise.all([parserProblems(document), redoclyProblems(document)]);
  return found.flat();
}

/** The TypeScript types a client would be generated from. @throws Error what the generator has against the document. */
export async function typesOf(document: object): Promise<string> {
  const { said, complained } = await withFile(document, (file) => run('openapi-typescript/bin/cli.js', file));
  if (!said.includes('export interface paths')) throw new Error(complained);
  return said;
}

async function parserProblems(document: object): Promise<string[]> {
  const result = await validate(structuredClone(document) as never);
  return result.valid ? [] : [`parser: ${compileErrors(result)}`];
}

async function redoclyProblems(document: object): Promise<string[]> {
  const config = `--config=${resolve(root, 'redocly.yaml')}`;
  const { said, complained } = await withFile(document, (file) =>
    run('@redocly/cli/bin/cli.js', 'lint', file, '--format=json', config),
  );
  if (!said.includes('{')) return [`redocly: ${complained}`];
  const { problems } = JSON.parse(said.slice(said.indexOf('{'))) as { problems: RedoclyProblem[] };
  return problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? ''})`,
  );
}

function run(program: string, ...args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const script = resolve(root, 'node_modules', program);
  return new Promise((done) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env, maxBuffer: 64_000_000 },
      (_error, said, complained) => done({ said, complained }),
    );
  });
}

async function withFile<T>(document: object, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
