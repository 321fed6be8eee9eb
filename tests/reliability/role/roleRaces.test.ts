import { randomUUID } from 'node:crypto';
import { expectSoon } from '../../support/expectSoon';
import { aHome } from '../../support/races/aHome';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { seedWorkspace } from '../../support/races/seedWorkspaces';
import { CALLS, fifty, race, ROUNDS } from '../../support/races/Tally';

let scene: RaceScene;
let ann: Racer;
let ben: Racer;
let workspaceId: string;
beforeAll(async () => {
  scene = await RaceScene.open();
  ({ ann, ben, workspaceId } = await aHome(scene, 'member'));
}, 120_000);
afterAll(() => scene.close());

async function aRole(workspace = workspaceId): Promise<string> {
  const id = randomUUID();
  await scene.sql('INSERT INTO roles (workspace_id, id, name, name_key) VALUES ($1, $2, $3, $3)', [
    workspace,
    id,
    `r${id}`,
  ]);
  return id;
}

const rolePath = (id: string) => `/workspaces/${workspaceId}/roles/${id}`;
const give = (turn: number, id: string) =>
  scene.call(turn, 'PUT', `/workspaces/${workspaceId}/members/${ben.id}/roles`, ann, { roleIds: [id] });
const waiting = () =>
  scene.count(`pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    AND query LIKE '%FROM roles WHERE%'`);
const remove = (turn: number, id: string) => scene.call(turn, 'DELETE', rolePath(id), ann);

describe('roles, at two processes', () => {
  it('T2 a role that some give and others delete, whoever comes first, is held or gone: never both', async () => {
    const held: Record<string, number> = {};
    const note = (what: string) => (held[what] = (held[what] ?? 0) + 1);
    const tally = await race(async (round) => {
      await scene.sql('DELETE FROM user_roles');
      const id = await aRole();
      const lock = 'SELECT 1 FROM roles WHERE id = $1 FOR UPDATE';
      const isGift = (turn: number) => turn % 4 < 2;
      const act = (turn: number) => (isGift(turn) ? give(turn, id) : remove(turn, id));
      const turns = [round % 2 ? 0 : 2, ...fifty((turn) => turn)];
      const answers = await scene.fromOneStart([lock, [id]], 2, async () => {
        const [first = 0, ...others] = turns;
        const ahead = act(first);
        await expectSoon(async () => expect(await waiting()).toBe(1), 10_000);
        return Promise.all([ahead, ...others.map(act)]);
      });
      const isThere = await scene.count('roles WHERE id = $1', [id]);
      const holders = await scene.count('user_roles WHERE role_id = $1', [id]);
      note(`roles ${isThere} with holders ${holders}`);
      const of = (outcome: string) => answers.filter((answer) => answer.outcome === outcome).length;
      const gifts = turns.filter(isGift).length;
      const removals = turns.length - gifts;
      expect([of('200'), of('409 ROLE_IN_USE'), of('400 VALIDATION_ERROR'), of('404 NOT_FOUND')]).toEqual(
        isThere ? [gifts, removals, 0, 0] : [1, 0, gifts, removals - 1],
      );
      return answers;
    });
    tally.report('one role given and deleted', held);
    const { 'roles 1 with holders 1': kept = 0, 'roles 0 with holders 0': gone = 0 } = held;
    expect(kept + gone).toBe(ROUNDS);
    expect(Math.min(kept, gone)).toBeGreaterThan(0);
  }, 120_000);

  it('T2 one of 50 edits of one version wins', async () => {
    const ids: string[] = [];
    const tally = await race(async () => {
      const id = await aRole();
      ids.push(id);
      return Promise.all(
        fifty((turn) =>
          scene.call(turn, 'PUT', rolePath(id), ann, { name: `${turn} ${id}` }, { 'If-Match': '"1"' }),
        ),
      );
    });
    const held = {
      'roles in version 2': await scene.count('roles WHERE id = ANY($1) AND version = 2', [ids]),
    };
    tally.report('one version edited', held);
    expect(tally.outcomes).toEqual({ '200': ROUNDS, '412 PRECONDITION_FAILED': ROUNDS * (CALLS - 1) });
    expect(held).toEqual({ 'roles in version 2': ROUNDS });
  }, 120_000);

  it('T2 50 who make roles stop at a hundred', async () => {
    const rounds = 4;
    const workspaces: string[] = [];
    const tally = await race(async () => {
      const id = await seedWorkspace(scene.sql, [ann]);
      workspaces.push(id);
      await Promise.all(Array.from({ length: 90 }, () => aRole(id)));
      const make = (turn: number) =>
        scene.call(turn, 'POST', `/workspaces/${id}/roles`, ann, { name: `Late ${turn}` });
      return Promise.all(fifty(make));
    }, rounds);
    const held = { roles: await scene.count('roles WHERE workspace_id = ANY($1)', [workspaces]) };
    tally.report('the last ten roles', held);
    expect(tally.outcomes).toEqual({ '201': rounds * 10, '409 ROLE_LIMIT': rounds * (CALLS - 10) });
    expect(held).toEqual({ roles: rounds * 100 });
  }, 120_000);
});
