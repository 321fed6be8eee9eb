/** Loaded before a server: what it does every ten seconds or less often, it does several times a second. */
const SOON_MS = 250;
const { setInterval, setTimeout } = globalThis;

globalThis.setInterval = (act, ms, ...args) => setInterval(act, ms === 10_000 ? SOON_MS : ms, ...args);
globalThis.setTimeout = Object.assign(
  (act, ms, ...args) => setTimeout(act, ms === 60_000 || ms === 600_000 ? SOON_MS : ms, ...args),
  setTimeout,
);
