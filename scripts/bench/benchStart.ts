import { spread, type Row } from './report';
import type { Stage } from './Stage';

/** From the start of the process to its first 200, with the database up and migrated, and no other server on it. */
export async function benchStart(stage: Stage, rounds: number): Promise<Row[]> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { startMs } = await stage.restartServer();
    seconds.push(startMs / 1000);
  }
  return [
    {
      what: 'process start to first 200, in seconds',
      baseline: 'none: absolute',
      ratio: spread(seconds),
      must: '≤ 1.0',
      aim: '≤ 0.6',
      figures: {},
    },
  ];
}
