import type { Variable } from './Variable';
import { VARIABLE_GROUPS } from './variables';

const HEADER = `# Every setting of Portico. Copy this file to .env and fill in what you need: outside production nothing
# is required. Quote every value; single quotes keep # and $ as they are.
# Names that begin a line without a # are required in production.
`;

/** `.env.example`: every variable under its group, quoted, with one line that says what it does. */
export function variablesAsEnvFile(): string {
  const groups = Object.entries(VARIABLE_GROUPS).map(([title, variables]) =>
    [`\n# --- ${title} ---\n`, ...Object.entries(variables).map(entry)].join('\n'),
  );
  return HEADER + groups.join('');
}

function entry([name, variable]: [string, Variable]): string {
  const comment = `# ${variable.about} Not given: ${variable.whenUnset}.`;
  const line = variable.requiredInProduction ? `${name}=''` : `# ${name}='${variable.example ?? ''}'`;
  return `${comment}\n${line}\n`;
}
