import { PASSWORD } from '../../support/app/people';
import { RaceScene, type Answer } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedMembers, seedWorkspace } from '../../support/races/seedWorkspaces';
import { CALLS, fifty, race, ROUNDS } from '../../support/races/Tally';
import { there } from '../../support/there';

let scene: RaceScene;
beforeAll(async () => {
  scene = await RaceScene.open();
});
afterAll(() => scene.close());

type Act = (turn: number, workspaceId: string, by: Racer, other: Racer) => Promise<Answer>;
const path = (workspaceId: string, { id }: Racer) => `/workspaces/${workspaceId}/members/${id}`;

const ACTS: Readonly<Record<string, Act>> = {
  demotes: (turn, workspaceId, by, other) =>
    scene.call(turn, 'PATCH', path(workspaceId, other), by, { role: 'member' }),
  deactivates: (turn, workspaceId, by, other) =>
    scene.call(turn, 'PATCH', path(workspaceId, other), by, { status: 'inactive' }),
  removes: (turn, workspaceId, by, other) => scene.call(turn, 'DELETE', path(workspaceId, other), by),
  'deletes the account': (turn, _workspaceId, by) =>
    scene.call(turn, 'DELETE', '/users/me', by, { password: PASSWORD }),
  leaves: (turn, workspaceId, by) => scene.call(turn, 'POST', `/workspaces/${workspaceId}/leave`, by, {}),
};
const names = Object.keys(ACTS);
const PAIRS = names.flatMap((one) => names.map((other) => [one, other] as const));
const AGAINST_THE_OTHER = ['demotes', 'deactivates', 'removes'];
/** Either both act on the other, or both on themselves: without a rule, both would be gone. */
const bothWouldGo = ([one, other]: (typeof PAIRS)[number]) =>
  AGAINST_THE_OTHER.includes(one) === AGAINST_THE_OTHER.includes(other);

/** How many workspaces have that number of active owners: `{ '1 active owner': 500 }`. */
async function byOwners(workspaces: readonly string[]): Promise<Record<string, number>> {
  const rows = await scene.sql<{ owners: number; count: number }>(
    `SELECT owners, count(*)::int FROM (
       SELECT w.id, count(u.id)::int AS owners FROM unnest($1::uuid[]) AS w(id)
       LEFT JOIN memberships m ON m.workspace_id = w.id AND m.role = 'owner' AND m.status = 'active'
       LEFT JOIN users u ON u.id = m.user_id AND u.deleted_at IS NULL GROUP BY w.id) each
     GROUP BY owners ORDER BY owners`,
    [workspaces],
  );
  return Object.fromEntries(
    rows.map(({ owners, count }) => [`workspaces with ${owners} active owner`, count]),
  );
}

const LOCK = 'SELECT 1 FROM workspaces WHERE id = ANY($1::uuid[]) FOR UPDATE';

describe('the owners of a workspace, at two processes', () => {
  it('G11 T2 of two owners who act against each other, in all 25 pairs of ways, one is left', async () => {
    const workspaces: string[] = [];
    let refusedPairs = 0;
    const tally = await race(async () => {
      const people = await scene.people(CALLS);
      const duels = await Promise.all(
        PAIRS.map(async (pair, at) => {
          const [ann, ben] = [there(people[2 * at]), there(people[2 * at + 1])];
          return { pair, ann, ben, workspaceId: await seedWorkspace(scene.sql, [ann, ben]) };
        }),
      );
      const ids = duels.map(({ workspaceId }) => workspaceId);
      workspaces.push(...ids);
      const answers = await scene.fromOneStart([LOCK, [ids]], CALLS, () =>
        Promise.all(
          duels.map(({ pair: [one, other], workspaceId, ann, ben }, turn) =>
            Promise.all([
              there(ACTS[one])(turn, workspaceId, ann, ben),
              there(ACTS[other])(turn + 1, workspaceId, ben, ann),
            ]),
          ),
        ),
      );
      const refused = answers.filter(
        (both, at) =>
          bothWouldGo(there(PAIRS[at])) &&
          both
            .map(({ outcome }) => outcome)
            .sort()
            .join() === '200,409 LAST_OWNER',
      );
      refusedPairs += refused.length;
      return answers.flat();
    });

    const held = await byOwners(workspaces);
    tally.report('G11 two owners, all 25 pairs', held);
    expect(held).toEqual({ 'workspaces with 1 active owner': ROUNDS * PAIRS.length });
    expect(refusedPairs).toBe(ROUNDS * PAIRS.filter(bothWouldGo).length);
  }, 120_000);

  it('G11 T2 of 50 owners who all leave at once, one stays', async () => {
    const workspaces: string[] = [];
    const tally = await race(async () => {
      const people = await scene.people(CALLS);
      const workspaceId = await seedWorkspace(scene.sql, people);
      workspaces.push(workspaceId);
      return Promise.all(people.map((by, turn) => there(ACTS.leaves)(turn, workspaceId, by, by)));
    });

    const held = await byOwners(workspaces);
    tally.report('G11 fifty owners leave', held);
    expect(tally.outcomes).toEqual({ '200': ROUNDS * (CALLS - 1), '409 LAST_OWNER': ROUNDS });
    expect(held).toEqual({ 'workspaces with 1 active owner': ROUNDS });
  }, 120_000);

  it('G12 T2 an ownership offered to two, and accepted by each 25 times, goes to one of them', async () => {
    const workspaces: string[] = [];
    const tally = await race(async () => {
      const [ann, ben, cid] = (await scene.people(3)) as [Racer, Racer, Racer];
      const workspaceId = await seedWorkspace(scene.sql, [ann]);
      workspaces.push(workspaceId);
      await seedMembers(scene.sql, workspaceId, [ben, cid], 'member');
      const transfer = `/workspaces/${workspaceId}/transfer-ownership`;
      const offers = [ben, cid].map(({ id }, turn) =>
        scene.call(turn, 'POST', transfer, ann, { userId: id, password: PASSWORD }),
      );
      expect((await Promise.all(offers)).map(({ outcome }) => outcome)).toEqual(['200', '200']);
      return Promise.all(
        fifty((turn) =>
          scene.call(turn, 'POST', `${transfer}/accept`, turn % 4 < 2 ? ben : cid, { password: PASSWORD }),
        ),
      );
    });

    const transfers = await scene.count(
      `audit_log WHERE action = 'ownership.transferred' AND workspace_id = ANY($1::uuid[])`,
      [workspaces],
    );
    const held = { ...(await byOwners(workspaces)), transfers };
    tally.report('G12 ownership accepted by two', held);
    expect(tally.outcomes).toEqual({ '200': ROUNDS, '404 NOT_FOUND': ROUNDS * (CALLS - 1) });
    expect(held).toEqual({ 'workspaces with 1 active owner': ROUNDS, transfers: ROUNDS });
  }, 120_000);
});
