import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { hashSync } from 'bcrypt';

const COST = 12;

/** The barest thread that can verify passwords. */
const LOOP = `
  const { parentPort, workerData: { bcrypt, password, stored, seconds } } = require('node:worker_threads');
  const { compareSync } = require(bcrypt);
  const end = Date.now() + seconds * 1000;
  let verified = 0;
  while (Date.now() < end) if (compareSync(password, stored)) verified += 1;
  parentPort.postMessage(verified / seconds);`;

export function hashed(password: string): string {
  return hashSync(password, COST);
}

/** bcrypt verifications a second with one busy thread a core and nothing around them. */
export async function verifyRate(password: string, stored: string, seconds: number): Promise<number> {
  const workerData = { bcrypt: require.resolve('bcrypt'), password, stored, seconds };
  const rates = Array.from({ length: availableParallelism() }, () => {
    const worker = new Worker(LOOP, { eval: true, workerData });
    return new Promise<number>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  });
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0);
}
