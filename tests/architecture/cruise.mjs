import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

/**
 * `node cruise.mjs <rules> <folder>…` prints the names of the rules and, for the `src` of each folder, which
 * of them is broken by what.
 * A process of its own because dependency-cruiser is an ES module, which Jest cannot load.
 */
const [file, ...folders] = process.argv.slice(2);
const options = await extractOptions(file);

const findings = [];
for (const baseDir of folders) {
  process.chdir(baseDir);
  const { output } = await cruise(['src'], { ...structuredClone(options), baseDir });
  findings.push({
    folder: baseDir,
    files: output.summary.totalCruised,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  });
}
const rules = options.ruleSet.forbidden.map(({ name, severity }) => ({ name, severity }));
process.stdout.write(JSON.stringify({ rules, findings }));
