import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './fingerprint.mjs';

const lockFile = join(root, 'dist/.lock');

function take() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function ownerIsGone() {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    if (owner) process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Runs `work` while no other process writes `dist`; the lock of an owner that died is taken over. */
export async function alone(work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!take()) {
    if (ownerIsGone()) rmSync(lockFile, { force: true });
    else await sleep(50);
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
