/** The value, which the test counts on. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('Nothing is there');
  return value;
}
