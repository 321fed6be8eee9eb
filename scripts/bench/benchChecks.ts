import { asId } from '../../src/core/domain/ids';
import { InProcessCache } from '../../src/core/infrastructure/cache/InProcessCache';
import { openDatabase } from '../../src/core/infrastructure/database/openDatabase';
import { PipelinedReader, type ScopedReader } from '../../src/core/infrastructure/database/ScopedReader';
import { RoleAccessPolicy } from '../../src/modules/role/application/RoleAccessPolicy';
import { CachedTenancies } from '../../src/modules/workspace/infrastructure/CachedTenancies';
import type { Turns } from './benchReads';
import { median, spread, type Row } from './report';
import type { Stage } from './Stage';

const HITS = 500_000;
const AT_ONCE = 32;
const HOUR_MS = 3_600_000;

interface Cost {
  /** CPU of this process, all its threads. */
  readonly microseconds: number;
  readonly statements: number;
}

/** May they? Answered from memory, against the same question when the member is not known yet. */
export async function benchChecks(stage: Stage, { rounds }: Pick<Turns, 'rounds'>): Promise<Row[]> {
  const url = stage.databaseUrl;
  const reader = new PipelinedReader({ url, ssl: false, connections: 2 });
  const database = openDatabase({ url, ssl: false, pool: { min: 0, max: 1 }, models: [] });
  let statements = 0;
  const counting: ScopedReader = {
    rows: (...call) => {
      statements += 1;
      return reader.rows(...call);
    },
    close: () => reader.close(),
  };
  const cache = new InProcessCache({ max: 10_000 });
  const tenancies = new CachedTenancies(counting, cache, { drop: async () => undefined }, database);
  const policy = new RoleAccessPolicy();
  const people = stage.people.map(({ userId, workspaceId, email }) => ({
    workspaceId: asId<'workspace'>(workspaceId),
    caller: { ...CALLER, userId: asId<'user'>(userId), email },
  }));
  const check = async ({ caller, workspaceId }: (typeof people)[number]): Promise<void> => {
    const tenancy = await tenancies.find(caller.userId, workspaceId);
    policy.demand(ACCESS, caller, tenancy);
  };
  const cost = async (checks: number, atOnce: number): Promise<Cost> => {
    const [before, asked] = [process.cpuUsage(), statements];
    let begun = 0;
    const loop = async () => {
      while (begun < checks) await check(people[begun++ % people.length] as (typeof people)[number]);
    };
    await Promise.all(Array.from({ length: atOnce }, loop));
    const { user, system } = process.cpuUsage(before);
    return { microseconds: (user + system) / checks, statements: (statements - asked) / checks };
  };

  cache.vouch(HOUR_MS);
  await cost(people.length, AT_ONCE);
  await cost(HITS, 1);
  const pairs: { hit: Cost; miss: Cost }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    cache.clear();
    const miss = await cost(people.length, AT_ONCE);
    pairs.push({ miss, hit: await cost(HITS, 1) });
  }
  await reader.close();
  await database.close();
  return [row(pairs)];
}

const ACCESS = { kind: 'permission', permission: 'audit.read' } as const;
const CALLER = {
  sid: asId<'session'>('00000000-0000-7000-8000-000000000000'),
  emailVerified: true,
  isSuperAdmin: false,
  tokenWorkspaceId: null,
};

function row(pairs: readonly { readonly hit: Cost; readonly miss: Cost }[]): Row {
  const told = (values: readonly number[]) => median(values).toFixed(2);
  return {
    what: 'permission check of a known member with a custom role, CPU',
    baseline: 'the same of one who is not known yet',
    ratio: spread(pairs.map(({ hit, miss }) => hit.microseconds / miss.microseconds)),
    must: 'no query',
    aim: '≤ 2 µs CPU',
    figures: {
      'hit µs': told(pairs.map(({ hit }) => hit.microseconds)),
      'hit statements': told(pairs.map(({ hit }) => hit.statements)),
      'miss µs': told(pairs.map(({ miss }) => miss.microseconds)),
      'miss statements': told(pairs.map(({ miss }) => miss.statements)),
    },
  };
}
