/** Passes on at most one value a second, the first one after a second. */
export function everySecond<Value>(tell: (value: Value) => void): (value: Value) => void {
  let told = performance.now();
  return (value) => {
    const now = performance.now();
    if (now - told < 1_000) return;
    told = now;
    tell(value);
  };
}
