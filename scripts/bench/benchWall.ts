import type { Scope } from '../../src/core/application/UnitOfWork';
import { asId } from '../../src/core/domain/ids';
import { PipelinedReader, type ScopedReader } from '../../src/core/infrastructure/database/ScopedReader';
import type { Turns } from './benchReads';
import { median, spread, type Row } from './report';
import type { SeededPerson } from './seed';
import type { Stage } from './Stage';

const AT_ONCE = 32;

const MEMBERSHIPS = {
  name: 'bench-memberships',
  text: 'SELECT user_id, role, status FROM memberships WHERE workspace_id = $1 ORDER BY user_id LIMIT 25',
};

const walled = ({ userId, workspaceId }: SeededPerson): Scope => ({
  as: 'member',
  userId: asId(userId),
  workspaceId: asId(workspaceId),
});
const plain = (): Scope => ({ as: 'system', for: 'the bench' });

/** One statement inside the wall of row-level security, against the same one with its plain WHERE alone. */
export async function benchWall(stage: Stage, { seconds, rounds }: Turns): Promise<Row[]> {
  const reader = new PipelinedReader({ url: stage.databaseUrl, ssl: false, connections: 2 });
  const rate = (scope: (person: SeededPerson) => Scope) => readRate(reader, stage.people, scope, seconds);
  await rate(plain);
  await rate(walled);
  const pairs: { inside: number; outside: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ outside: await rate(plain), inside: await rate(walled) });
  }
  await reader.close();
  return [
    {
      what: 'a read inside row-level security',
      baseline: 'the same statement with its plain WHERE',
      ratio: spread(pairs.map(({ inside, outside }) => inside / outside)),
      must: '≥ 0.75',
      aim: '≥ 0.9',
      figures: {
        'reads/s': median(pairs.map(({ inside }) => inside)),
        'plain reads/s': median(pairs.map(({ outside }) => outside)),
      },
    },
  ];
}

async function readRate(
  reader: ScopedReader,
  people: readonly SeededPerson[],
  scope: (person: SeededPerson) => Scope,
  seconds: number,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let reads = 0;
  const loop = async () => {
    while (performance.now() < end) {
      const person = people[reads % people.length] as SeededPerson;
      reads += 1;
      await reader.rows(scope(person), MEMBERSHIPS, [person.workspaceId]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
  return reads / seconds;
}
