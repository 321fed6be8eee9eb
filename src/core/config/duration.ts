const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** "15m" → 900 seconds. A bare number is refused: some tools read it as seconds, others as milliseconds. */
export function durationInSeconds(text: string): number {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) {
    const remedy = 'set it to a number above zero and a unit (s, m, h, d), for example "15m" or "7d".';
    throw new Error(`is "${text}": ${remedy}`);
  }
  return Number(count) * SECONDS[unit as keyof typeof SECONDS];
}
