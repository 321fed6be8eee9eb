/** Loaded before a server: what it does every ten seconds or less often, it does several times a second. */
const SOON_MS = 250;
const every = globalThis.setInterval;
const after = globalThis.setTimeout;

globalThis.setInterval = (act, ms, ...args) => every(act, ms === 10_000 ? SOON_MS : ms, ...args);
globalThis.setTimeout = Object.assign(
  (act, ms, ...args) => after(act, ms === 60_000 || ms === 600_000 ? SOON_MS : ms, ...args),
  after,
);
