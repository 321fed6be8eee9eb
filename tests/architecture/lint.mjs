import { ESLint } from 'eslint';

/**
 * `node lint.mjs '[{ "path": …, "source": … }]'` prints for each source what the rules against ambient
 * things (clock, chance, environment) say, had it stood at that path. Rules that need types are left out.
 */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
});

const messages = [];
for (const { path, source } of JSON.parse(process.argv[2])) {
  const [result] = await eslint.lintText(source, { filePath: path });
  messages.push(result.messages.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(messages));
