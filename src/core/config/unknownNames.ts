import { closest, distance } from './closest';
import { VARIABLE_NAMES } from './variables';

const KNOWN: ReadonlySet<string> = new Set(VARIABLE_NAMES);

/** First words that several of our names share: DB_, SMTP_, RATE_ … */
const FAMILIES: ReadonlySet<string> = new Set(
  VARIABLE_NAMES.map(family).filter((word, index, words) => words.indexOf(word) !== index),
);

/** Names in a `.env` file that nobody reads and that look like ours. Those of other tools pass. */
export function unknownInFile(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (KNOWN.has(name)) return [];
    const meant = closest(
      name.toUpperCase(),
      VARIABLE_NAMES.filter((ours) => related(ours, name)),
    );
    if (meant !== null) return [`.env: ${name} is not read: did you mean ${meant}?`];
    if (!FAMILIES.has(family(name))) return [];
    const siblings = VARIABLE_NAMES.filter((ours) => family(ours) === family(name));
    return [`.env: ${name} is not read: take it out, or use one of ${siblings.join(', ')}.`];
  });
}

/**
 * Slips of the pen in the process environment, where foreign names are at home: one letter too many, too few
 * or swapped (two in long names), never one letter for another (APP_VERSION is not API_VERSION).
 */
export function unknownInEnvironment(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment).flatMap((name) => {
    if (KNOWN.has(name) || !name.includes('_') || /\d/.test(name)) return [];
    const meant = VARIABLE_NAMES.find((ours) => !environment[ours] && isSlip(name, ours));
    return meant === undefined ? [] : [`${name} is not read: did you mean ${meant}?`];
  });
}

function isSlip(name: string, ours: string): boolean {
  if (ours.length < 8 || Math.abs(ours.length - name.length) > 2) return false;
  return distance(name.toUpperCase(), ours, 2) <= (ours.length < 16 ? 1 : 2);
}

/** One-word names (HOST, PORT) are too short to guess at, unless only a letter is wrong. */
function related(ours: string, name: string): boolean {
  if (!ours.includes('_')) return distance(name.toUpperCase(), ours) <= 1;
  return family(ours) === family(name) || distance(name.toUpperCase(), ours) <= 2;
}

function family(name: string): string {
  return name.toUpperCase().split('_')[0] ?? '';
}
