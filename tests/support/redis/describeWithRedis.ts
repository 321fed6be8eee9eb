import { spawnSync } from 'node:child_process';

const isThere = spawnSync('redis-server', ['--version']).status === 0;
const { skip } = describe;

/** Needs `redis-server` on the PATH: without it the tests are skipped, or fail where REQUIRE_REDIS is set. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (!isThere) sayThatItIsMissing(name);
  const run = isThere ? describe : skip;
  run(name, tests);
}

function sayThatItIsMissing(name: string): void {
  if (process.env.REQUIRE_REDIS === 'true') throw new Error('redis-server is not on the PATH');
  process.stderr.write(`\nSKIPPED, since redis-server is not on the PATH: ${name}\n`);
}
