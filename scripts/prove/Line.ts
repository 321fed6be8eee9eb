/** One line of the proof: what was looked at, what was tried against it, and what came of it. */
export interface Line {
  readonly subject: string;
  /** Kind of attempt → how often. */
  readonly tried: Map<string, number>;
  /** Each is a way through the wall. */
  readonly leaks: string[];
  /** What could not be proven, and what to do about it. */
  readonly faults: string[];
}

export function lineOf(subject: string): Line {
  return { subject, tried: new Map(), leaks: [], faults: [] };
}

export function note({ tried }: Line, attempt: string, times = 1): void {
  tried.set(attempt, (tried.get(attempt) ?? 0) + times);
}

/** What goes wrong while something is tried is a fault of its line. @returns null then. */
export async function guarded<T>(line: Line, attempt: () => Promise<T>): Promise<T | null> {
  try {
    return await attempt();
  } catch (error) {
    line.faults.push((error as Error).message);
    return null;
  }
}
