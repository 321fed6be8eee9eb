/** Seconds between one attempt and the next, as the Standard Webhooks specification suggests: ten in three days. */
const DELAYS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const LONGEST = 86_400;

/**
 * Seconds until a delivery is tried again, no sooner than the receiver asked for; null when that was the last time.
 * @param failed how many attempts of this round failed before this one
 */
export function delayAfter(failed: number, askedFor: number | null): number | null {
  const delay = DELAYS[failed];
  return delay === undefined ? null : Math.min(Math.max(delay, askedFor ?? 0), LONGEST);
}
