import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');
const probe = resolve(root, 'tests/architecture/probe.ts');

let text = '';
let version = 0;
let service: ts.LanguageService | undefined;

function start(): ts.LanguageService {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const disk = ts.sys;
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, types: ['node'], noUnusedLocals: false }),
    getScriptFileNames: () => [probe],
    getScriptVersion: (file) => (file === probe ? String(version) : '1'),
    getScriptSnapshot: (file) => {
      const content = file === probe ? text : disk.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === probe || disk.fileExists(file),
    readFile: disk.readFile,
    readDirectory: disk.readDirectory,
    directoryExists: disk.directoryExists,
    getDirectories: disk.getDirectories,
  });
}

/**
 * What the compiler says about `source` under the settings of the project, as if it stood in
 * `tests/architecture` (so the core is `../../src/core`). Empty when it compiles. The first call takes
 * seconds, later ones reuse what was read.
 *
 * @param about the file to hear about, when it is another one that `source` imports: `src/modules/index.ts`.
 */
export function compileErrors(source: string, about?: string): string[] {
  service ??= start();
  text = source;
  version += 1;
  const file = about === undefined ? probe : resolve(root, about);
  return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
