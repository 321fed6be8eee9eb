import { spawnSync } from 'node:child_process';

export const startedByRoot = process.getuid?.() === 0;

export const nobody = { uid: 65534, gid: 65534 };

/** Who stands for an ordinary user; `undefined` is the current one. */
export const ordinaryUser = startedByRoot ? nobody : undefined;

/** Suites that need root, or root's power to become somebody else. */
export const describeForRoot = startedByRoot ? describe : describe.skip;

/** Suites in which an ordinary user runs this checkout: impossible for root with a clone in /root. */
export const describeAsOrdinaryUser = canRunCheckout() ? describe : describe.skip;

function canRunCheckout(): boolean {
  const look = `require('node:fs').accessSync(${JSON.stringify(__filename)})`;
  const { status } = spawnSync(process.execPath, ['-e', look], { ...ordinaryUser, cwd: '/' });
  if (status !== 0) console.warn('SKIPPED: user nobody cannot reach node or this checkout.');
  return status === 0;
}
