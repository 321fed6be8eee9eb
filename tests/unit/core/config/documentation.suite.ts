import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { VARIABLES, VARIABLE_NAMES } from '../../../../src/core/config/variables';
import type { Variable } from '../../../../src/core/config/Variable';
import { faultsOf, load } from './settings';

const example = readFileSync('.env.example', 'utf8');
const lines = example.split('\n').filter((line) => /^(# )?\w+=/.test(line));

describe('.env.example', () => {
  it('lists every variable that is read, and no other', () => {
    const listed = lines.map((line) => line.replace('# ', '').split('=')[0]);
    expect(listed).toEqual(VARIABLE_NAMES);
  });

  it('quotes every value and says above it what it does', () => {
    expect(lines.every((line) => /='[^']*'$/.test(line))).toBe(true);
    const above = lines.map((line) => example.split('\n')[example.split('\n').indexOf(line) - 1]);
    expect(above.every((comment) => /^# .+\. Not given: .+\.$/.test(comment ?? ''))).toBe(true);
  });

  it('changes nothing when it is copied to .env as it is', () => {
    expect(load({}, '.env.example')).toEqual(load({}));
  });

  it('shows values that are accepted', () => {
    const shown = parseEnv(lines.map((line) => line.replace('# ', '')).join('\n'));
    const wrong = Object.entries(shown).filter(
      ([name, value]) => value && (VARIABLES as Record<string, Variable>)[name]?.schema.validate(value).error,
    );
    expect(wrong).toEqual([]);
    expect(faultsOf({ PORT: shown.PORT, API_PREFIX: shown.API_PREFIX })).toEqual([]);
  });
});
