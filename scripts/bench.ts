import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { benchChecks } from './bench/benchChecks';
import { describeMachine } from './bench/describeMachine';
import { benchGrowth } from './bench/benchGrowth';
import { benchLogins } from './bench/benchLogins';
import { benchMembers } from './bench/benchMembers';
import { benchReads } from './bench/benchReads';
import { benchSockets } from './bench/benchSockets';
import { benchStart } from './bench/benchStart';
import { benchWall } from './bench/benchWall';
import { reportTable, type Row } from './bench/report';
import { Stage } from './bench/Stage';

/**
 * Takes every ratio in one run and writes them to docs/benchmarks. `--seconds 5 --rounds 3` are the defaults;
 * `--large` adds a workspace of a million members, which takes minutes.
 */
async function main(): Promise<void> {
  const seconds = numberAfter('--seconds', 5);
  const rounds = numberAfter('--rounds', 3);
  const stage = await Stage.set();
  const rows: Row[] = [];
  try {
    rows.push(...(await benchReads(stage, { seconds, rounds })));
    rows.push(...(await benchMembers(stage, { seconds, rounds })));
    rows.push(...(await benchWall(stage, { seconds, rounds })));
    rows.push(...(await benchLogins(stage, { seconds: seconds * 2, rounds })));
    rows.push(...(await benchSockets(stage, { rounds })));
    rows.push(...(await benchStart(stage, rounds)));
    if (process.argv.includes('--large')) rows.push(...(await benchGrowth(stage, rounds)));
    rows.push(...(await benchChecks(stage, { rounds })));
  } finally {
    await stage.clear();
  }
  const machine = describeMachine();
  process.stdout.write(`${machine}\n\n${reportTable(rows)}\n`);
  await save({ machine, seconds, rounds, rows });
}

async function save(result: object): Promise<void> {
  const folder = path.resolve('docs/benchmarks');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
}

function numberAfter(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
