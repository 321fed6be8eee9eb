import type { Answer } from './RaceScene';

export const ROUNDS = 20;
export const CALLS = 50;

/** Counts what the calls of all rounds of a race were answered. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private readonly began = performance.now();
  private rounds = 0;

  add(answers: readonly Answer[]): void {
    this.rounds += 1;
    for (const { outcome } of answers) this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  get outcomes(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([one], [other]) => one.localeCompare(other)));
  }

  /** One line of the report: what was raced for, what was answered, what the database holds afterwards. */
  report(what: string, held: Readonly<Record<string, number>>): void {
    const told = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts)
        .map(([name, count]) => `${name} ×${count}`)
        .join(', ');
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
    process.stdout.write(
      `${what}: ${this.rounds} rounds of ${CALLS} calls to 2 processes: ${told(this.outcomes)}; in the database: ${told(held)} (${seconds} s)\n`,
    );
  }
}

/** Runs so many rounds one after the other, the calls of each at once. */
export async function race(
  round: (number: number) => Promise<readonly Answer[]>,
  rounds = ROUNDS,
): Promise<Tally> {
  const tally = new Tally();
  for (let number = 0; number < rounds; number += 1) tally.add(await round(number));
  return tally;
}

export const fifty = <T>(make: (turn: number) => T): T[] =>
  Array.from({ length: CALLS }, (_, turn) => make(turn));
